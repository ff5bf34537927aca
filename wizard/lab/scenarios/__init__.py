"""The worlds a lab can start from; one file each."""

from wizard.lab.scenarios import fleet, leaf, listing, manual, marketplace, mixed, move, saas, server
from wizard.lab.scenarios._base import Scenario

ALL: dict[str, Scenario] = {
    one.SCENARIO.id: one.SCENARIO for one in (marketplace, saas, manual, server, fleet, leaf, listing, move, mixed)
}
"""Scenario id -> scenario."""


def of_route(route: str) -> str:
    """Return the id of the world in which a route is walked; its own name where there is no such world."""
    return {"proxy": fleet.SCENARIO.id, "integration": marketplace.SCENARIO.id}.get(route, route)
