"""Which Jira of one's own could do what: releases and features as data, each with its evidence.

Evidence: S source or specification, D documentation, X another public client, I inferred, R recalled.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Release:
    """One version that the lab can be. Build number and date: R."""

    numbers: tuple[int, int, int]
    build: int
    built: str
    data_center: bool

    @property
    def name(self) -> str:
        return ".".join(map(str, self.numbers))

    def knows(self, feature: str) -> bool:
        """Tell whether this release has the feature, by `SINCE` and `UNTIL`."""
        line = self.numbers[:2]
        return line >= SINCE.get(feature, (0, 0)) and line < UNTIL.get(feature, (99, 0))


RELEASES: Final = {
    "6.4": Release((6, 4, 14), 64029, "2016-07-28T00:00:00.000+0000", data_center=False),
    "7.13": Release((7, 13, 18), 713018, "2020-09-02T00:00:00.000+0000", data_center=False),
    "8.5": Release((8, 5, 19), 805019, "2021-09-28T00:00:00.000+0000", data_center=False),
    "8.14": Release((8, 14, 1), 814001, "2020-12-16T00:00:00.000+0000", data_center=True),
    "8.20": Release((8, 20, 30), 820030, "2023-12-04T00:00:00.000+0000", data_center=True),
    "9.12": Release((9, 12, 17), 9120017, "2024-12-09T00:00:00.000+0000", data_center=True),
    "10.3": Release((10, 3, 2), 10030002, "2025-01-13T00:00:00.000+0000", data_center=True),
}
"""What a scenario may name -> the release."""

SINCE: Final = {
    "deployment-type": (7, 0),  # X: old servers leave it out; the version is R
    "project-types": (7, 0),  # D: applications came with 7.0
    "permission-keys": (7, 0),  # R: BROWSE_PROJECTS beside BROWSE
    "user-keys": (8, 4),  # R: JIRAUSER10100 instead of the name that a user was made with
    "createmeta-by-project": (8, 4),  # X: the package jira asks for it from there on
    "rate-limits": (8, 6),  # D: announced for Data Center 8.6
    "personal-tokens": (8, 14),  # D
    "short-refusals": (10, 0),  # R: another REST framework, another sentence for what is not there
}
"""Feature -> the line of versions that brought it."""

UNTIL: Final = {
    "createmeta-of-all": (9, 0),  # X: the package jira refuses to ask from there on
}
"""Feature -> the line of versions that took it away."""
