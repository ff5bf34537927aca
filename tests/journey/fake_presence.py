"""What a Jira in memory shows of a GitLab: one list of things an issue."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wizard.domain.flow import Chunk, Kind
from wizard.domain.jira import Issue
from wizard.domain.jira_presence import FoundIssues, Shown


@dataclass
class FakePresence:
    """The part of the Jira port about development information; all of it fits into one chunk."""

    known: dict[str, Issue] = field(default_factory=lambda: {"PLAT-1": Issue("10001", "PLAT-1", "Login")})
    panel: dict[str, list[Shown]] = field(default_factory=dict)
    """Numeric id of an issue -> what is shown there."""

    async def issues_with(
        self, kind: Kind, at_least: int = 1, *, among: Sequence[str] = (), cursor: str = ""
    ) -> Chunk[str]:
        wanted = among or tuple(self.known)
        return Chunk(tuple(key for key in wanted if key in self.known and self._count(key, kind) >= at_least))

    async def find_issues(self, keys: Sequence[str]) -> FoundIssues:
        return FoundIssues({key: self.known[key].id for key in keys if key in self.known})

    async def project_keys(self, *, cursor: str = "") -> Chunk[str]:
        return Chunk(tuple(dict.fromkeys(key.rpartition("-")[0] for key in self.known)))

    async def panel_items(self, issue_id: str, kind: Kind, application_type: str = "") -> Sequence[Shown]:
        return [one for one in self.panel.get(issue_id, []) if one.kind is kind]

    def _count(self, key: str, kind: Kind) -> int:
        return sum(one.kind is kind for one in self.panel.get(self.known[key].id, []))
