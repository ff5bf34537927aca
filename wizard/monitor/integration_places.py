"""The places of the Jira issue integration: whether each is on, where it leads, what is not as it was set.

Source: GitLab REST API, Integrations, Jira issues: `updated_at` tells when it was last saved; by whom GitLab tells
nobody but its logs of requests.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.gitlab import Project
from wizard.domain.gitlab_audit import shown_value
from wizard.domain.integration_address import username, web_url
from wizard.domain.jira_integration import JiraIntegration, Scope
from wizard.monitor.asking import Asking
from wizard.monitor.values import IntegrationPlace, Light, PlaceChange

INHERITS = "use_inherited_settings"
_ACTIVE = "active"
_NOT_COMPARED = frozenset({"password", "token_expires", _ACTIVE, INHERITS})
"""Marks of a write, and what is no field of its own."""
_LIST_AGAIN_S = 86_400.0
_READ_AGAIN_S = 300.0

Wanted = Mapping[str, Any]


@dataclass(slots=True)
class _Known:
    read_at: float = 0.0
    seen: JiraIntegration | None = None
    unreadable: bool = False


@dataclass(slots=True)
class IntegrationPlaces:
    """Places by their name, in the order in which they were found."""

    answers: Answers
    confirmed: Mapping[str, Wanted]
    """Fields as the journal of this program confirmed them last, by place."""
    undone: frozenset[str] = frozenset()
    """Places that this program took back: what stands there now is no concern of this connection."""
    projects: dict[int, Project] = field(default_factory=dict)
    """Projects in which mentions are made."""
    _known: dict[str, _Known] = field(default_factory=dict)
    _listed_at: float = 0.0

    async def look(
        self, asking: Asking, now: float, most: int, on_progress: Callable[[float], None] = lambda _done: None
    ) -> None:
        """Read the places that nobody read for longest; which places there are is asked once a day."""
        if now - self._listed_at >= _LIST_AGAIN_S:
            await self._list(asking)
            self._listed_at = now
        due = [name for name, one in self._known.items() if now - one.read_at >= _READ_AGAIN_S]
        due = sorted(due, key=lambda name: self._known[name].read_at)[:most]
        for number, name in enumerate(due, 1):
            await self._read(asking, name, now)
            on_progress(number / len(due))

    def now(self) -> tuple[IntegrationPlace, ...]:
        """Return the places that were read."""
        read = ((name, one) for name, one in self._known.items() if one.read_at and name not in self.undone)
        return tuple(self._shown(name, one) for name, one in read if not self._not_ours(one, name))

    def unread(self) -> int:
        """Return how many were not read yet."""
        return sum(not one.read_at and name not in self.undone for name, one in self._known.items())

    def differ(self) -> bool:
        """Tell whether a place is not as it was set; one that was taken back may have been set again."""
        shown = (self._shown(name, one) for name, one in self._known.items() if one.read_at)
        return any(one.changed or one.light is Light.BROKEN for one in shown)

    def settings_of(self, path: str) -> JiraIntegration | None:
        """Return the settings that a project works with: its own, or those of the nearest place above it."""
        parts = path.split("/")
        names = [f"project:{path}", *(f"group:{'/'.join(parts[:end])}" for end in range(len(parts) - 1, 0, -1))]
        known = (self._known.get(name) for name in names)
        return next((one.seen for one in known if one is not None and one.seen is not None), None)

    def saved_at(self, path: str) -> float | None:
        """Return when the settings of a project were saved last; None where nobody knows."""
        settings = self.settings_of(path)
        return _moment(settings.updated_at) if settings is not None else None

    async def _list(self, asking: Asking) -> None:
        """Find the places: those that the journal knows and that the answers name, else the projects below groups."""
        wanted, gitlab = self.answers.integration, asking.gitlab
        kind = wanted.scope or "project"
        named = [str(Scope("project", path)) for path in wanted.projects if kind == "project"]
        named += [str(Scope("group", path.strip("/"))) for path in wanted.groups if kind == "group"]
        for path in dict.fromkeys((self.answers.proof.project, *wanted.projects)):
            found = await asking.of_gitlab(gitlab.project, path) if path else None
            if found is not None:
                self.projects[found.id] = found
        below = [project for path in wanted.groups for project in await _page(asking, group=path.strip("/"))]
        below += await _page(asking, search=wanted.search) if wanted.search or kind == "instance" else []
        self.projects |= {one.id: one for one in below}
        if kind != "group":
            # What stands for the whole instance is read where it arrives, at some projects below it.
            named += [str(Scope("project", one.path)) for one in (below[:3] if kind == "instance" else below)]
        for name in dict.fromkeys((*self.confirmed, *named)):
            self._known.setdefault(name, _Known())

    async def _read(self, asking: Asking, name: str, now: float) -> None:
        known = self._known[name]
        known.read_at = now
        try:
            known.seen = await asking.of_gitlab(asking.gitlab.jira_integration, Scope.parse(name))
            known.unreadable = False
        except Refused:
            known.seen, known.unreadable = None, True  # hidden from this user, or not shown by this version

    def _wanted(self, name: str) -> Wanted:
        return self.confirmed.get(name) or _by_answers(self.answers)

    def _not_ours(self, known: _Known, name: str) -> bool:
        """Tell whether a place was found by a search for another Jira, and is none of those that were changed."""
        wanted = self.answers.integration
        chosen_by_jira = bool(wanted.from_url) or wanted.renew_password
        return chosen_by_jira and name not in self.confirmed and _leads_to(known.seen) != _bare(web_url(self.answers))

    def _shown(self, name: str, known: _Known) -> IntegrationPlace:
        if known.unreadable:
            return IntegrationPlace(name, Light.UNKNOWN)
        seen = known.seen
        saved_at = _moment(seen.updated_at) if seen is not None else None
        if seen is None or not seen.active:
            unset = name not in self.confirmed and saved_at is None and not _leads_to(seen)
            return IntegrationPlace(name, Light.BROKEN, saved_at=saved_at, unset=unset)
        changed = changed_in(seen, self._wanted(name))
        return IntegrationPlace(name, Light.BEHIND if changed else Light.OK, _leads_to(seen), changed, saved_at)


async def _page(asking: Asking, *, group: str = "", search: str = "") -> list[Project]:
    """Return the first 100 projects; the port asks once who it is before it lists."""
    (await asking.budget.take(asking.gitlab.url.host, asking.work)).end()
    found, _more = await asking.of_gitlab(asking.gitlab.all_projects, group=group, search=search)
    return list(found)


def changed_in(seen: JiraIntegration, wanted: Wanted) -> tuple[PlaceChange, ...]:
    """Return what is not as it was set; what this version does not show is not compared."""
    if wanted.get(INHERITS) is True:
        return (PlaceChange(INHERITS, "true", "false"),) if seen.inherited is False else ()
    if seen.inherited and wanted.get(INHERITS) is False:
        return (PlaceChange(INHERITS, "false", "true"),)
    names = (name for name in wanted if name in seen.values and name not in _NOT_COMPARED)
    return tuple(
        PlaceChange(name, shown_value(wanted[name]), shown_value(seen.values[name]))
        for name in names
        if _plain(wanted[name]) != _plain(seen.values[name])
    )


def _by_answers(answers: Answers) -> Wanted:
    """Return what the answers say of a place where the journal does not know it."""
    wanted = answers.integration
    if wanted.inherit:
        return {INHERITS: True}
    connection = {"url": web_url(answers), "api_url": wanted.api_url, "username": username(answers)}
    if wanted.from_url or wanted.renew_password:
        return connection
    return {
        **connection,
        "commit_events": wanted.commit_events,
        "merge_requests_events": wanted.merge_requests_events,
        "comment_on_event_enabled": wanted.comments,
    }


def _plain(value: object) -> object:
    """Return a value to compare: GitLab tells nothing from empty, and nobody an address with a stroke at its end."""
    return (_bare(value) if isinstance(value, str) else value) or None


def _bare(text: str) -> str:
    return text.strip().rstrip("/")


def _leads_to(seen: JiraIntegration | None) -> str:
    value = seen.values.get("url") if seen is not None else None
    return _bare(value) if isinstance(value, str) else ""


def _moment(text: str) -> float | None:
    try:
        return datetime.fromisoformat(text).timestamp()
    except ValueError:
        return None
