"""A table of GitLab instances as somebody typed it, before anything is judged."""

from dataclasses import dataclass, fields
from typing import Literal

Role = Literal["alone", "proxy", "leaf"]
ROLES: tuple[Role, ...] = ("alone", "proxy", "leaf")
"""It has its own app, it has one and serves others, or it stands behind one that does (GitLab.com too)."""


@dataclass(frozen=True, slots=True)
class FleetRow:
    """One instance.

    Shape: `FleetRow("https://gitlab.example.com", "17.2", "leaf", "https://gitlab.com")`
    """

    url: str = ""
    version: str = ""
    role: str = ""
    """One of `ROLES`; empty counts as `leaf` where there is a proxy, else as `alone`."""
    proxy: str = ""
    """The Jira Connect Proxy URL, as it is to be typed in GitLab."""
    audience: str = ""
    """The Jira Connect Additional Audience URL."""
    note: str = ""

    @property
    def plays(self) -> str:
        """Return the role, said or not."""
        return self.role.strip().lower() or ("leaf" if self.proxy.strip() else "alone")


COLUMNS: tuple[str, ...] = tuple(one.name for one in fields(FleetRow))
EMPTY = FleetRow()
