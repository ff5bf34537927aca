"""The Jira issue integration and projects over GitLab's API: a part of the GitLab port."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # types only: the port imports this module
    from collections.abc import Mapping, Sequence

    from wizard.domain.gitlab import Commit, Project
    from wizard.domain.jira_integration import JiraIntegration, Scope, Value
    from wizard.domain.secret import Secret


class Integrations(Protocol):
    async def jira_integration(self, scope: Scope) -> JiraIntegration | None:
        """Return the integration of a project or group; None where none was ever set up.

        Raises: NotFound-like port errors where this version has no API for the scope, Refused without the role.
        """
        ...

    async def put_jira_integration(self, scope: Scope, values: Mapping[str, Value], password: Secret | None) -> None:
        """Write fields and switch the integration on; the answer is not believed, read back.

        GitLab refuses what comes without `url` and a password; where a place is to inherit, an empty one will do.
        """
        ...

    async def delete_jira_integration(self, scope: Scope) -> None:
        """Switch it off and forget its settings, the password too."""
        ...

    async def all_projects(
        self, *, group: str = "", search: str = "", after: int = 0
    ) -> tuple[Sequence[Project], int | None]:
        """Return the next 100 projects by id, and what `after` must be to go on; None when that was the last.

        Of a group with its subgroups where one is named, else of the whole instance. Archived projects are left out,
        and those where the user is no Maintainer unless it administers the instance.
        """
        ...

    async def commit_file(self, project: int, branch: str, start: str, message: str, path: str) -> Commit:
        """Make a branch from `start` with one commit on it that adds a small file."""
        ...

    async def rendered_texts(self, project: int) -> Sequence[str]:
        """Return the HTML that GitLab keeps of the oldest texts of a project which name issues of a Jira, if any."""
        ...

    async def plan(self) -> str:
        """Return the plan of the licence: free, premium, ultimate; empty where it cannot be read."""
        ...
