"""The worlds a lab can start from; one file each."""

from wizard.lab.scenarios import marketplace
from wizard.lab.scenarios._base import Scenario

ALL: dict[str, Scenario] = {one.id: one for one in (marketplace.SCENARIO,)}
"""Scenario id -> scenario."""
