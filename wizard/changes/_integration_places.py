"""Which places the answers choose for the Jira issue integration."""

from collections.abc import AsyncIterator

from wizard.domain.answers import Answers
from wizard.domain.gitlab import GitLab
from wizard.domain.jira_integration import Scope
from wizard.domain.version import GROUP_INTEGRATION_SINCE, Version


async def integration_places(answers: Answers, gitlab: GitLab, version: Version) -> AsyncIterator[Scope]:
    """Give each chosen place once that this version has an API for: named ones first, then those of groups, by search.

    Where a move names an old Jira and nothing else, all projects of the instance. Raises: PortError.
    """
    wanted = answers.integration
    if wanted.scope == "group" and version >= GROUP_INTEGRATION_SINCE:
        for path in dict.fromkeys(_bare(path) for path in wanted.groups):
            yield Scope("group", path)
    if wanted.scope != "project":
        return
    seen: set[str] = set()
    async for path in _projects(answers, gitlab):
        if path not in seen:
            seen.add(path)
            yield Scope("project", path)


async def _projects(answers: Answers, gitlab: GitLab) -> AsyncIterator[str]:
    wanted = answers.integration
    for path in wanted.projects:
        yield _bare(path)
    for group in wanted.groups:
        async for path in _listed(gitlab, group=_bare(group)):
            yield path
    if wanted.search.strip() or (wanted.from_url and not (wanted.projects or wanted.groups)):
        async for path in _listed(gitlab, search=wanted.search.strip()):
            yield path


async def _listed(gitlab: GitLab, *, group: str = "", search: str = "") -> AsyncIterator[str]:
    after: int | None = 0
    while after is not None:
        page, after = await gitlab.all_projects(group=group, search=search, after=after)
        for project in page:
            yield project.path


def _bare(path: str) -> str:
    return path.strip().strip("/")
