"""The worlds a lab can start from; one file each."""

from wizard.lab.scenarios import fleet, manual, marketplace, saas, server
from wizard.lab.scenarios._base import Scenario

ALL: dict[str, Scenario] = {
    one.id: one for one in (marketplace.SCENARIO, saas.SCENARIO, manual.SCENARIO, server.SCENARIO, fleet.SCENARIO)
}
"""Scenario id -> scenario."""
