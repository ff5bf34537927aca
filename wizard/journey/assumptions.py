"""The facts of a world on which a plan stands, read in the same way from an assumed world and from a real one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from wizard import changes
from wizard.changes import Context
from wizard.connect.descriptor import DESCRIPTOR_PATH, descriptor_of
from wizard.connect.identity import key_of_app
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.assumed import VERSION, Assumption
from wizard.domain.errors import PortError
from wizard.domain.jira_integration import Scope
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.journey.values import PlanRow

_SETTINGS: tuple[tuple[str, Text], ...] = (
    ("jira_connect_application_key", T("Jira Connect Application ID")),
    ("jira_connect_proxy_url", T("Jira Connect Proxy URL")),
    ("jira_connect_public_key_storage_enabled", T("Jira Connect public key storage")),
    ("jira_connect_additional_audience_url", T("Jira Connect Additional Audience URL")),
)
_MINE = {
    "jira_connect_application_key": ("gitlab-application-id", "gitlab-oauth-application"),
    "jira_connect_proxy_url": ("gitlab-proxy-url", "gitlab-proxy-url-cleared"),
    "jira_connect_public_key_storage_enabled": ("gitlab-public-key-storage",),
    "jira_connect_additional_audience_url": ("gitlab-additional-audience",),
}
_MARKDOWN = "gitlab-markdown-cache"
NOT_READABLE = "?"
"""Stands for what this user may not see."""


async def read(answers: Answers, ports: Ports, rows: tuple[PlanRow, ...]) -> tuple[Assumption, ...]:
    """Return the facts that this plan stands on, as they are in the world of these ports. Raises: PortError."""
    ids = tuple(row.id for row in rows)
    if not ids:
        return ()  # nothing is changed, so nothing is taken for given
    version = (await ports.gitlab.metadata()).version
    found = [Assumption(VERSION, T("Release of GitLab"), f"{version.major}.{version.minor}", ids)]
    if on_route.own_gitlab(answers):
        found += await _of_gitlab(answers, ports, ids)
    if _MARKDOWN in ids:
        what = T("Version of GitLab's rendered texts")
        found.append(Assumption("local_markdown_version", what, await _texts(ports), (_MARKDOWN,)))
    if any(one.startswith("jira-app") for one in ids):
        key = key_of_app(answers.route, ports.gitlab.url)
        there = [one.version or "1" for one in await ports.jira.apps() if one.key == key]
        used = tuple(one for one in ids if one.startswith("jira-app"))
        found.append(Assumption("jira-app", T("The app in Jira"), ", ".join(there), used))
    for change, scope in _places(ids):
        found.append(
            Assumption(change, T("Jira issue integration of {place}", place=scope.path or "*"),
                       await _integration(ports, scope), (change,))
        )  # fmt: skip
    return tuple(found)


async def _of_gitlab(answers: Answers, ports: Ports, ids: tuple[str, ...]) -> list[Assumption]:
    settings = await ports.gitlab.settings()
    found = []
    for name, what in _SETTINGS:
        used = tuple(one for one in _MINE[name] if one in ids)
        if used:
            found.append(Assumption(name, what, _plain(settings.get(name)), used))
    if "gitlab-oauth-application" in ids:
        application = await changes.by_id("gitlab-oauth-application").read(Context(answers, ports, "none", {}))
        value = str(application.get("name") or "")
        used = ("gitlab-oauth-application",)
        found.append(Assumption("gitlab-oauth-application", T("An OAuth application for the app"), value, used))
    descriptor = descriptor_of(await ports.gitlab.page("GET", DESCRIPTOR_PATH)) or {}
    base = Assumption("gitlab-base-url", T("How GitLab calls itself"), _plain(descriptor.get("baseUrl")), ids)
    return [*found, base]


async def _texts(ports: Ports) -> str:
    try:
        return _plain((await ports.gitlab.settings()).get("local_markdown_version"))
    except PortError:
        return NOT_READABLE


def _plain(value: object) -> str:
    """Return a value as one text; what is off and what is not set are the same: nothing."""
    return "" if value in (None, False, "") else "on" if value is True else str(value)


def _places(ids: tuple[str, ...]) -> Iterator[tuple[str, Scope]]:
    for one in ids:
        family, colon, place = one.partition(":")
        if colon and family == "gitlab-jira-integration":
            yield one, Scope.parse(place)


async def _integration(ports: Ports, scope: Scope) -> str:
    try:
        found = await ports.gitlab.jira_integration(scope)
    except PortError:
        return NOT_READABLE
    if found is None or (not found.active and not found.values):
        return ""
    return str(found.values.get("url") or "") or "set"


def wrong(assumed: Mapping[str, str], found: tuple[Assumption, ...]) -> tuple[tuple[Assumption, str], ...]:
    """Return each fact that is other than assumed, with what was assumed."""
    return tuple((one, assumed[one.id]) for one in found if one.id in assumed and assumed[one.id] != one.value)


def same_plan(planned: tuple[PlanRow, ...], online: tuple[PlanRow, ...], marker: str, marker_online: str) -> bool:
    """Tell whether two plans change the same from and to the same values; the mark of a session is no difference."""
    return [_bare(one, marker) for one in planned] == [_bare(one, marker_online) for one in online]


def _bare(row: PlanRow, marker: str) -> tuple[object, ...]:
    row = replace(row, after={name: _unmarked(value, marker) for name, value in row.after.items()})
    before = {name: _plain(value) for name, value in row.before.items()}
    return row.id, before, row.after, row.request, row.state


def _unmarked(value: object, marker: str) -> str:
    return _plain(value).replace(marker, "MARK") if marker else _plain(value)
