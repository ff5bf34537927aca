"""The app management of a Jira site over HTTP: development mode, install by descriptor, uninstall.

Source: Atlassian Universal Plugin Manager; a finished install answers 303 to its result, a failed one 200 with
`status.done`.
"""

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote

from wizard.adapters.http.request import Answer, Request
from wizard.adapters.http.shapes import Wire
from wizard.adapters.http.side import Side
from wizard.domain.app_management import AccessToken, AppUpdate, InstallSeen, InstallTask
from wizard.domain.errors import Refused, Unexpected
from wizard.evidence.plain import visible

_BASE = "/rest/plugins/1.0"
_MEDIA = "application/vnd.atl.plugins"
_SWITCH = "connectDeveloperListingsEnabled"
_TASK = re.compile(r"[A-Za-z0-9_-]{1,100}")
_RESULT = re.compile(rf"{re.escape(_BASE)}/([^/?]+)-key")
_USED_UP = "upm.error.invalid.token"
_LONGEST = 300
_SHORTEST_PAUSE_S, _LONGEST_PAUSE_S = 0.1, 5.0


class SettingWire(Wire, frozen=True):
    key: str
    value: bool | str | int | None = None


class SettingsWire(Wire, frozen=True):
    settings: tuple[SettingWire, ...]


class UpdateWire(Wire, frozen=True, rename="camel"):
    key: str
    version: str
    requires_approval: bool = False


class UpdatesWire(Wire, frozen=True):
    plugins: tuple[UpdateWire, ...]


class AccessTokenWire(Wire, frozen=True, rename="camel"):
    """Its value is not read."""

    plugin_key: str
    state: str = ""
    valid: bool = True


class AccessTokensWire(Wire, frozen=True):
    tokens: tuple[AccessTokenWire, ...]


class ModuleWire(Wire, frozen=True):
    key: str


class PluginWire(Wire, frozen=True):
    modules: tuple[ModuleWire, ...] = ()


class StatusWire(Wire, frozen=True, rename="camel"):
    done: bool = False
    sub_code: str | None = None
    error_message: str | None = None
    content_type: str = ""


class TaskWire(Wire, frozen=True, rename="camel"):
    id: str = ""
    ping_after: int = 0
    status: StatusWire = StatusWire()


class HttpAppManagement:
    """What an administrator of the site does with apps; a write is sent once."""

    _side: Side

    async def development_mode(self) -> bool | None:
        found = await self._side.find(Request("GET", f"{_BASE}/settings"), SettingsWire)
        known = {one.key: one.value for one in found.settings} if found else {}
        value = known.get(_SWITCH)
        return value if isinstance(value, bool) else None

    async def app_updates(self) -> Sequence[AppUpdate]:
        request = Request("GET", f"{_BASE}/updates", accept=f"{_MEDIA}.updates+json")
        found = await self._side.find(request, UpdatesWire)
        return tuple(AppUpdate(one.key, one.version, one.requires_approval) for one in found.plugins) if found else ()

    async def access_tokens(self) -> Sequence[AccessToken]:
        found = await self._side.find(Request("GET", f"{_BASE}/license-tokens"), AccessTokensWire)
        tokens = found.tokens if found else ()
        return tuple(AccessToken(one.plugin_key, visible(one.state)[:_LONGEST], one.valid) for one in tokens)

    async def app_modules(self, key: str) -> frozenset[str]:
        request = Request("GET", f"{_BASE}/{quote(key, safe='')}-key", accept=f"{_MEDIA}.plugin+json")
        found = await self._side.find(request, PluginWire)
        return frozenset(one.key for one in found.modules) if found else frozenset()

    async def install_app(self, descriptor: str) -> InstallTask:
        try:
            taken = await self._post(descriptor)
        except Refused as refused:
            if _USED_UP not in refused.facts.get("said", ""):
                raise
            # Its token is good for one request and may have been taken by another window: nothing was done.
            taken = await self._post(descriptor)
        if not _TASK.fullmatch(taken.id):
            raise Unexpected("answer-shape", {"path": f"{_BASE}/", "where": "$.id"}, sent=True)
        return InstallTask(taken.id, _pause(taken))

    async def _post(self, descriptor: str) -> TaskWire:
        answer = await self._side.send(
            Request("GET", f"{_BASE}/", query=(("os_authType", "basic"),), accept=f"{_MEDIA}.installed+json")
        )
        return await self._side.read(
            Request(
                "POST",
                f"{_BASE}/",
                query=(("token", _token(answer)),),
                json={"pluginUri": descriptor},
                content_type=f"{_MEDIA}.remote.install+json",
            ),
            TaskWire,
        )

    async def install_seen(self, task: InstallTask) -> InstallSeen:
        try:
            found = await self._side.read(Request("GET", f"{_BASE}/pending/{quote(task.id, safe='')}"), TaskWire)
        except Unexpected as answer:
            done = _RESULT.search(answer.facts.get("target", "")) if answer.facts.get("status") == "303" else None
            if done is None:
                raise
            return InstallSeen(key=unquote(done[1]))
        status = found.status
        if not status.done:
            return InstallSeen(ping_after_s=_pause(found))
        said = status.error_message or status.sub_code or status.content_type or "no reason given"
        return InstallSeen(refusal=visible(" ".join(said.split()))[:_LONGEST])

    async def uninstall_app(self, key: str) -> None:
        await self._side.send(Request("DELETE", f"{_BASE}/{quote(key, safe='')}-key"))


def _token(answer: Answer) -> str:
    """Return the single-use token. Raises: Refused for somebody who is no administrator: they get none."""
    token = answer.headers.get("upm-token", "")
    if not token:
        raise Refused("http-403", {"path": f"{_BASE}/", "status": str(answer.status)})
    return token


def _pause(task: TaskWire) -> float:
    return min(max(task.ping_after / 1000, _SHORTEST_PAUSE_S), _LONGEST_PAUSE_S)
