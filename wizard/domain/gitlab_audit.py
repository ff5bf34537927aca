"""Who changed what on a GitLab: a part of the GitLab port."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

LONGEST = 200
"""Characters that are kept of a name or value."""


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One change of one application setting, as the instance noted it."""

    at: float
    author: str
    setting: str
    before: str
    after: str
    """Both as text: `true`, a number, an address; empty for nothing."""


def shown_value(value: object) -> str:
    """Return the value of a setting as text, the same whether it was read or noted: changes are found by comparing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)[:LONGEST]
    return str(value)[:LONGEST]


class Audit(Protocol):
    async def setting_changes(self, since: float) -> Sequence[SettingChange]:
        """Return the changes among the newest 100 audit events since a moment, the newest first, with one request.

        Raises: Refused where the edition notes nothing (below Premium) or the user is no administrator.
        """
        ...
