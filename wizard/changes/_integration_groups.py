"""Groups with settings of their own that a move takes along: what inherits from them follows by itself.

Only where the answers choose whole groups or everything, and from the version on that has an API for groups; before
that, each project that inherits the old Jira says where it has to be set by hand.
"""

import asyncio
from collections.abc import Sequence

from wizard.changes import _integration_values as values
from wizard.changes._base import Values
from wizard.changes._integration_renewal import leads_to
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused, Unexpected
from wizard.domain.gitlab import GitLab
from wizard.domain.jira_integration import Scope
from wizard.domain.version import GROUP_INTEGRATION_SINCE, Version

_OWNER = 50
_AT_ONCE = 6
_OF_THE_SIDE = frozenset({"http-401", "http-429", "http-429-later", "http-503"})
"""Refusals that are not about one group."""


async def groups_that_move(answers: Answers, gitlab: GitLab, version: Version) -> tuple[Scope, ...]:
    """Return the groups that lead to the old Jira, in the order of their paths; none where no move is wanted.

    Raises: PortError
    """
    wanted = answers.integration
    named = wanted.projects or wanted.search.strip()
    if wanted.scope != "project" or not wanted.from_url or version < GROUP_INTEGRATION_SINCE:
        return ()
    chosen = tuple(path.strip().strip("/") for path in wanted.groups)
    if named and not chosen:
        return ()
    paths = [path for path in await _owned(gitlab) if not chosen or _among(path, chosen)]
    gate = asyncio.Semaphore(_AT_ONCE)

    async def moves(path: str) -> bool:
        async with gate:
            return of_the_old_jira(answers, await _settings(gitlab, path))

    found = await asyncio.gather(*(moves(path) for path in paths))
    return tuple(Scope("group", path) for path, leads in zip(paths, found, strict=True) if leads)


def of_the_old_jira(answers: Answers, before: Values) -> bool:
    """Tell whether a place has settings of its own that lead to the Jira that is left."""
    user = answers.integration.from_username.strip()
    return leads_to(before, answers.integration.from_url) and user in ("", before.get("username"))


def _among(path: str, chosen: Sequence[str]) -> bool:
    return any(path == one or path.startswith(f"{one}/") for one in chosen)


async def _owned(gitlab: GitLab) -> list[str]:
    """Return the paths of all groups whose settings this user may change."""
    role = 0 if (await gitlab.user()).is_admin else _OWNER
    found: list[str] = []
    page, more = 1, True
    while more:
        some, more = await gitlab.groups(min_access_level=role, page=page)
        found += [group.full_path for group in some]
        page += 1
    return sorted(found)


async def _settings(gitlab: GitLab, path: str) -> Values:
    """Return what a group has; nothing where it may not be read: what inherits from it is told project by project."""
    try:
        return values.state_of(await gitlab.jira_integration(Scope("group", path)))
    except (Refused, Unexpected) as error:
        if error.code in _OF_THE_SIDE:
            raise
        return {}
