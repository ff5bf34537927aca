"""The two worlds: live, and a lab. The only difference is where names lead, what time it is, and who gives tokens."""

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import Any

from wizard.adapters.clock import LabClock, SystemClock
from wizard.adapters.http.door import Door
from wizard.adapters.http.gitlab import HttpGitLab
from wizard.adapters.http.jira import HttpJira
from wizard.adapters.http.jira_account import HttpJiraAccount
from wizard.adapters.http.limits import Limits
from wizard.adapters.http.marketplace import HttpMarketplace
from wizard.adapters.http.token_office import HttpTokenOffice
from wizard.adapters.keyring_store import KeyringSecrets
from wizard.adapters.loopback import LoopbackListener
from wizard.adapters.network.control_line import ControlLine
from wizard.adapters.network.lab import LabNetwork
from wizard.adapters.network.probe import NetworkProbe
from wizard.app import places, printing
from wizard.app.given import GeneralToken, IntegrationToken, take_tokens
from wizard.app.lab_credentials import integration_secret
from wizard.app.wishes import limits_of, network_of
from wizard.domain.clock import Clock
from wizard.domain.errors import PortError, SecretMissing
from wizard.domain.gitlab import Json
from wizard.domain.jira_integration import Auth
from wizard.domain.network import Network, Probe, ProxyChoice
from wizard.domain.oauth import Loopback
from wizard.domain.pace import Pace
from wizard.domain.pasted_token import is_of_lab
from wizard.domain.pause import Pause
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping, KeyringState, Secrets
from wizard.domain.settings import SettingsKeeper
from wizard.domain.url import Url, parse
from wizard.domain.world import Mode
from wizard.evidence.recorder import Recorder

WORTH_SAYING_S = 1.0


class ConnectedWorld:
    """What both worlds do alike: one door for all requests, ports made from it."""

    mode: Mode = "live"
    key = "live"

    def __init__(
        self, network: Network, clock: Clock, secrets: Secrets, recorder: Recorder, limits: Limits | None = None
    ) -> None:
        self.secrets = secrets
        self.clock = clock
        self.recorder = recorder
        self.probe: Probe = NetworkProbe(network)
        self.loopback: Loopback = LoopbackListener()
        self._general = GeneralToken()
        self._integration = IntegrationToken()
        self._network = network
        self._door = Door(network, clock, recorder, limits=limits, on_wait=lambda pause: self.on_wait(pause))
        self.pace: Pace = self._door.pace
        self.on_wait: Callable[[Pause], None] = _say_wait
        """Hears of pauses before a read is tried again, and of the end of such a read."""

    def retry_now(self) -> None:
        self._door.retry_now()

    def gitlab(self, url: Url, token: Secret) -> HttpGitLab:
        self._general.sent(url, token, take_tokens())
        return HttpGitLab(self._door, url, token)

    def jira(self, url: Url, email: str, token: Secret) -> HttpJira:
        return HttpJira(self._door, url, email, token)

    def jira_account(self, base: Url, auth: Auth, username: str, secret: Secret) -> HttpJiraAccount:
        return HttpJiraAccount(self._door, base, auth, username, secret)

    def marketplace(self) -> HttpMarketplace:
        return HttpMarketplace(self._door, self.clock)

    def token_office(self, url: Url) -> HttpTokenOffice:
        return HttpTokenOffice(self._door, url)

    def proxy_for(self, host: str) -> ProxyChoice:
        return self._network.proxy_for(host)

    async def given_secret(self, url: Url) -> Secret | None:
        return self._general.found(url, take_tokens())

    async def given_integration_secret(
        self, base: Url, auth: Auth, username: str, *, before: bool, named: bool = False
    ) -> Secret | None:
        return self._integration.found(base, take_tokens(), user=username, before=before, named=named)

    def record(self, session: str) -> None:
        self.recorder.begin(session)

    async def perform(self, task: str, groups: Sequence[str], typed: Mapping[str, Json] | None = None) -> None:
        raise PortError("person-missing", {"task": task, "groups": ", ".join(groups)})

    def suggestions(self) -> Mapping[str, str]:
        return {}

    async def close(self) -> None:
        await self._door.close()
        self.recorder.close()


def _say_wait(pause: Pause) -> None:
    """Tell people why nothing happens: the other side asked for a pause, or a failed read is tried again."""
    if not pause.over and pause.seconds >= WORTH_SAYING_S:
        printing.say(f"  {pause.words(ceil(pause.seconds))}")


class LabWorld(ConnectedWorld):
    """A running lab, known by its ready file."""

    mode: Mode = "lab"

    def __init__(self, ready: Mapping[str, Any], recorder: Recorder) -> None:
        control = ready["control"]
        self._ready = ready
        self._line = ControlLine(parse(control["url"]), Secret(control["token"]))
        super().__init__(
            LabNetwork(self._line, Path(ready["ca_file"])), LabClock(self._line), SessionSecrets(), recorder
        )
        mark = hashlib.sha256(str(control["token"]).encode()).hexdigest()[:12]
        self.key = f"lab:{mark}"

    async def given_secret(self, url: Url) -> Secret | None:
        for name in ("gitlab", "gitlab_com", "jira"):
            side = self._ready.get(name)
            if side and url.origin in {parse(one).origin for one in (side["url"], *side.get("other_urls", ()))}:
                return Secret(side["token"])
        # A name that the lab does not have: the checks shall say so, not the sign-in.
        return Secret("lab-token-of-nobody")

    async def given_integration_secret(
        self, base: Url, auth: Auth, username: str, *, before: bool, named: bool = False
    ) -> Secret | None:
        if before:  # a place may have had one that no account of the lab has any more
            with contextlib.suppress(SecretMissing):
                given = await super().given_integration_secret(base, auth, username, before=True, named=named)
                if given is not None and is_of_lab(given.reveal()):
                    return given
        return integration_secret(self._ready, base, auth, username)

    async def perform(self, task: str, groups: Sequence[str], typed: Mapping[str, Json] | None = None) -> None:
        from wizard.lab.person import PersonFailed, perform

        try:
            await asyncio.to_thread(perform, task, self._ready, groups=tuple(groups), values=typed or None)
        except PersonFailed as failed:
            raise PortError("person-failed", {"task": task, "said": failed.message}) from None

    async def set_fault(self, fault: str, params: Mapping[str, str]) -> None:
        """Switch a fault on until it is lifted. Raises: PortError when the lab is gone or takes no such parameters."""
        await self._line.send("PUT", f"/faults/{fault}", {"params": dict(params)})

    async def lift_fault(self, fault: str) -> None:
        """Switch a fault off. Raises: PortError when the lab is gone."""
        await self._line.send("DELETE", f"/faults/{fault}")

    def origin_of(self, side: str) -> str:
        """Return the address that plays a role: gitlab, gitlab_com, jira, in_front; empty where there is none."""
        return str(self._ready.get(side, {}).get("url", ""))

    def suggestions(self) -> Mapping[str, str]:
        gitlab, jira = self._ready["gitlab"], self._ready["jira"]
        own: Mapping[str, object] = self._ready.get("integration", {}).get("server", {})
        return {
            "gitlab": gitlab["url"],
            "jira": jira["url"],
            "email": jira["email"],
            "proxy": self.origin_of("in_front"),
            "project": "platform/app",
            "issue": jira["open_issue"],
            "old_jira": str(own.get("url", "")),
            "old_user": str(own.get("username", "")),
        }

    async def close(self) -> None:
        await super().close()
        await self._line.close()


class SessionSecrets:
    """The Secrets port without a keyring: a lab's tokens are worth nothing outside it and end with the program."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Secret] = {}

    async def state(self) -> KeyringState:
        return KeyringState.READY

    async def get(self, host: str, user: str) -> Secret | None:
        return self._kept.get((host, user))

    async def put(self, host: str, user: str, secret: Secret, keeping: Keeping) -> KeyringState:
        self._kept[host, user] = secret
        return KeyringState.READY

    async def kept_in(self, host: str, user: str) -> Keeping | None:
        return Keeping.SESSION if (host, user) in self._kept else None

    async def forget(self, host: str, user: str) -> None:
        kept = self._kept.pop((host, user), None)
        if kept is not None:
            kept.wipe()


@contextlib.asynccontextmanager
async def live_world(settings: SettingsKeeper) -> AsyncIterator[ConnectedWorld]:
    """Give the real world, and close its connections at the end."""
    take_tokens()
    recorder = Recorder(places.recordings() if settings.now.recording else None)
    limits = limits_of(settings.now)
    world = ConnectedWorld(network_of(settings), SystemClock(), KeyringSecrets(), recorder, limits)
    try:
        yield world
    finally:
        await world.close()


@contextlib.asynccontextmanager
async def lab_world(ready: Mapping[str, Any], recordings: Path) -> AsyncIterator[ConnectedWorld]:
    """Give the world of a running lab."""
    world = LabWorld(ready, Recorder(recordings))
    await world.clock.sleep(0)
    try:
        yield world
    finally:
        await world.close()
