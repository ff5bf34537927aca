"""What Jira shows of a GitLab: a part of the Jira port. Each method sends one request."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # types only: the port imports this module
    from collections.abc import Mapping, Sequence

    from wizard.domain.flow import Chunk, Kind


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing in the development panel of an issue."""

    kind: Kind
    id: str
    """As in `Item.id` where the panel tells it; else empty."""
    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class FoundIssues:
    """Which of a hundred keys lead to an issue that we may see."""

    ids: Mapping[str, str]
    """Key as it was asked -> numeric id."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Key as it was asked -> key of today, for issues that were moved."""
    unsure: frozenset[str] = frozenset()
    """Keys of which the answer tells nothing: of several moved issues it does not say which is which, and some Jira may
    have left out. Asked one by one they have an answer. All other keys without an id lead to no issue that we may see.
    """


class Presence(Protocol):
    async def issues_with(
        self, kind: Kind, at_least: int = 1, *, among: Sequence[str] = (), cursor: str = ""
    ) -> Chunk[str]:
        """Return keys of issues whose panel counts so many of a kind: of all issues that we may see, 5,000 a chunk, or
        of at most 100 known ones. One kind a query: Jira refuses two development clauses in one.

        Raises: Refused `jira-search-refused` where this site does not take the clause, and always for feature flags,
        for which there is none; `jira-issue-gone` (fact issue) where one of the known ones is none any more.
        """
        ...

    async def find_issues(self, keys: Sequence[str]) -> FoundIssues:
        """Return which of at most 100 keys there are; a key that is none is no error."""
        ...

    async def project_keys(self, *, cursor: str = "") -> Chunk[str]:
        """Return the keys of 100 projects that we may see, earlier keys included where the site tells them."""
        ...

    async def panel_items(self, issue_id: str, kind: Kind, application_type: str = "") -> Sequence[Shown]:
        """Return what the panel shows of a kind. Branches, commits and merge requests of one tool; builds, deployments
        and feature flags of all tools, by the query of Jira's own dialog.

        Raises: Refused `jira-panel-forbidden` without *View development tools*, `jira-panel-gone` where the site does
        not answer the query, `jira-issue-gone` where it does not show the issue.
        """
        ...
