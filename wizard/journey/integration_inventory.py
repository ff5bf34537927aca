"""The inventory: every place that the answers choose, what the Jira issue integration is set to there, and where that
differs from the settings of the group or instance above it.

What is above is read where this version has an API for groups; else it is what inheriting projects beside it show.
Source: GitLab REST API, Integrations; GitLab docs, Project integration management.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Literal

from wizard.checks import trouble
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError, StoreFailed, Unreachable
from wizard.domain.findings import SeenFrom
from wizard.domain.gitlab import GitLab
from wizard.domain.jira_integration import IntegrationAnswers, JiraIntegration, Scope, Value, transition_ids
from wizard.evidence.purpose import on_behalf_of
from wizard.journey.integration_port import IntegrationRow
from wizard.journey.one_place import concerns_one_place

OnRows = Callable[[tuple[IntegrationRow, ...]], None]
OnUnread = Callable[[str, PortError], None]
"""Takes the path of a group that cannot be listed, and why."""
AT_ONCE = 6
"""Reads at the same time: GitLab's throttle allows more, a busy instance is glad of fewer."""
_Settings = Mapping[str, Value]


async def inventory(answers: Answers, gitlab: GitLab, on_rows: OnRows) -> tuple[IntegrationRow, ...]:
    """Return the places that these answers choose, in the order of their paths; `on_rows` gets them as they come.

    Without a choice these are all projects that the user maintains.

    Raises: PortError where nothing can be read; a place or group that cannot be read is a row, and passed over.
    """
    return await _Inventory(gitlab, answers.integration, on_rows).run()


async def count(answers: Answers, gitlab: GitLab) -> int:
    """Return how many projects these answers choose, each once; only lists of projects are read.

    Raises: PortError where a list cannot be read.
    """
    return sum([len(places) async for places in _batches(gitlab, answers.integration)])


@dataclass(frozen=True, slots=True)
class _Seen:
    row: IntegrationRow
    settings: _Settings


class _Inventory:
    def __init__(self, gitlab: GitLab, wanted: IntegrationAnswers, on_rows: OnRows) -> None:
        self._gitlab, self._wanted, self._on_rows = gitlab, wanted, on_rows
        self._groups: dict[str, asyncio.Future[_Settings | None]] = {}
        """What is in force in a group, by its path; None where its version does not tell, or nothing is set."""
        self._unread: dict[str, IntegrationRow] = {}
        """Groups that cannot be read or listed, by their path."""
        self._inherited: dict[str, _Settings] = {}
        """What an inheriting project of a group shows, by the path of the group."""
        self._gate = asyncio.Semaphore(AT_ONCE)

    async def run(self) -> tuple[IntegrationRow, ...]:
        found: list[_Seen] = []
        async with aclosing(_batches(self._gitlab, self._wanted, self._pass_over)) as batches:
            async for places in batches:
                chosen = [one for one in await self._read_all(places) if self._chosen(one.row)]
                found += chosen
                if chosen:
                    self._on_rows(tuple(one.row for one in chosen))
        rows = [self._compared(one) for one in found]
        late = [row for row, one in zip(rows, found, strict=True) if row != one.row]
        known = {row.scope for row in rows}
        groups = [row for row in self._unread.values() if row.scope not in known]
        if late or groups:
            self._on_rows((*late, *groups))
        return tuple(sorted([*rows, *groups], key=lambda row: (row.scope.kind, row.scope.path)))

    def _chosen(self, row: IntegrationRow) -> bool:
        """Tell whether a place belongs to a move from an old Jira; what cannot be read is never left out unsaid."""
        old, user = self._wanted.from_url, self._wanted.from_username.strip()
        if not old or row.state == "unreadable":
            return True
        return same_address(row.web_url, old) and user in ("", row.username)

    async def _read_all(self, places: Sequence[tuple[Scope, str]]) -> list[_Seen]:
        """Return the places in their order. Raises: PortError; then nothing goes on in the background."""
        failed: PortError | None = None
        try:
            async with asyncio.TaskGroup() as group:
                reading = [group.create_task(self._read(scope, title)) for scope, title in places]
        except* PortError as errors:
            failed = first_of(errors)
        if failed is not None:
            raise failed
        return [task.result() for task in reading]

    async def _read(self, scope: Scope, title: str) -> _Seen:
        try:
            async with self._gate:
                with on_behalf_of("inventory"):
                    found = await self._gitlab.jira_integration(scope)
        except (StoreFailed, Unreachable):
            raise  # what is wrong with the whole of it is not wrong with each place
        except PortError as error:
            return _Seen(_unreadable(scope, title, error), {})
        row = _row(scope, title, found)
        space = scope.path.rpartition("/")[0]
        if row.state == "inherited" and found is not None:
            self._inherited[space] = found.values
        if row.state != "own" or found is None:
            return _Seen(row, {})
        above = await self._of_group(space)
        return _Seen(replace(row, differs=differing(found.values, above)) if above else row, found.values)

    async def _of_group(self, path: str) -> _Settings | None:
        """Return what is in force in the nearest group that tells; asked once a group."""
        while path:
            known = self._groups.get(path)
            if known is None:
                known = self._groups[path] = asyncio.get_running_loop().create_future()
                known.set_result(await self._ask_group(path))
            settings = await asyncio.shield(known)
            if settings is not None:
                return settings
            path = path.rpartition("/")[0]
        return None

    async def _ask_group(self, path: str) -> _Settings | None:
        try:
            async with self._gate:
                found = await self._gitlab.jira_integration(Scope("group", path))
        except PortError as error:
            if not concerns_one_place(error):
                raise
            if error.code != "http-404":  # before 17.9 there is no such place, and a personal namespace is no group
                self._pass_over(path, error)
            return None
        return found.values if found is not None and found.active else None

    def _pass_over(self, group: str, error: PortError) -> None:
        self._unread[group] = _unreadable(Scope("group", group), group, error)

    def _compared(self, one: _Seen) -> IntegrationRow:
        """Return the row with what differs, also where only its neighbours tell what is above it."""
        if one.row.state != "own" or one.row.differs:
            return one.row
        above = self._beside(one.row.scope.path.rpartition("/")[0])
        return replace(one.row, differs=differing(one.settings, above)) if above else one.row

    def _beside(self, path: str) -> _Settings | None:
        while path:
            if path in self._inherited:
                return self._inherited[path]
            path = path.rpartition("/")[0]
        return None


def _row(scope: Scope, title: str, found: JiraIntegration | None) -> IntegrationRow:
    if found is None:
        return IntegrationRow(scope, title, "none", active=False)
    url, user = (str(found.values.get(name) or "") for name in ("url", "username"))
    if not (found.inherited or found.active or url):
        return IntegrationRow(scope, title, "none", active=False)
    state: Literal["inherited", "own"] = "inherited" if found.inherited else "own"
    transitions = transition_ids(found.values.get("jira_issue_transition_id"))
    return IntegrationRow(
        scope, title, state, url, user, active=found.active, keys=_keys(found.values), transitions=transitions
    )


def _keys(values: _Settings) -> tuple[str, ...]:
    """Return the keys of the Jira projects that a place shows or makes issues in; older versions know one alone."""
    several, one = values.get("project_keys"), values.get("project_key")
    known = several if isinstance(several, list) else []
    return tuple(dict.fromkeys(key for key in (*known, one) if isinstance(key, str) and key))


async def _batches(
    gitlab: GitLab, wanted: IntegrationAnswers, pass_over: OnUnread | None = None
) -> AsyncGenerator[list[tuple[Scope, str]]]:
    """Give the places page by page, each once; a group that cannot be listed goes to `pass_over`, where there is one.

    Raises: PortError
    """
    if wanted.scope == "group":
        yield [(Scope("group", path), path) for path in wanted.groups]
    seen: set[str] = set()
    async with aclosing(_projects(gitlab, wanted, pass_over)) as pages:
        async for page in pages:
            fresh = [(path, title) for path, title in page if path not in seen]
            seen.update(path for path, _title in fresh)
            yield [(Scope("project", path), title) for path, title in dict(fresh).items()]


async def _projects(
    gitlab: GitLab, wanted: IntegrationAnswers, pass_over: OnUnread | None
) -> AsyncGenerator[list[tuple[str, str]]]:
    if wanted.projects:
        yield [(path, path.rpartition("/")[2]) for path in wanted.projects]
    for group in wanted.groups:
        try:
            async with aclosing(_listed(gitlab, group=group)) as pages:
                async for page in pages:
                    yield page
        except PortError as error:
            if pass_over is None or not concerns_one_place(error):
                raise
            pass_over(group, error)
    if wanted.search or not (wanted.projects or wanted.groups):
        async with aclosing(_listed(gitlab, search=wanted.search)) as pages:
            async for page in pages:
                yield page


async def _listed(gitlab: GitLab, *, group: str = "", search: str = "") -> AsyncGenerator[list[tuple[str, str]]]:
    after: int | None = 0
    while after is not None:
        with on_behalf_of("inventory"):
            page, after = await gitlab.all_projects(group=group, search=search, after=after)
        yield [(one.path, one.name) for one in page]


def _unreadable(scope: Scope, title: str, error: PortError) -> IntegrationRow:
    finding = trouble.finding_of(error, str(scope), SeenFrom.DESKTOP)
    return IntegrationRow(scope, title, "unreadable", finding=finding)


def differing(own: _Settings, above: _Settings) -> tuple[str, ...]:
    """Return the names of fields that both show and that differ; nothing and empty are the same to GitLab."""
    return tuple(sorted(name for name in own if name in above and (own[name] or None) != (above[name] or None)))


def same_address(one: str, other: str) -> bool:
    """Tell whether two Web URLs lead to the same Jira, however they are written."""
    return one.rstrip("/").lower() == other.rstrip("/").lower()


def first_of(errors: BaseExceptionGroup[PortError]) -> PortError:
    """Return the first trouble of several readings at once."""
    one = errors.exceptions[0]
    return first_of(one) if isinstance(one, BaseExceptionGroup) else one
