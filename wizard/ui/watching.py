"""The connections that this window watches: each has a monitor in the engine's thread, and here its newest picture."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Coroutine, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Signal

from wizard.ui.i18n import tr

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.domain.answers import Answers
    from wizard.domain.findings import Finding
    from wizard.journey.desk_port import Desk
    from wizard.monitor.port import Monitor, WatchedList
    from wizard.monitor.values import Alarm, Snapshot
    from wizard.ui.asking import Asking
    from wizard.ui.spawn import Spawn

T = TypeVar("T")
OpenMonitor: TypeAlias = "Callable[[Desk, Answers], AbstractAsyncContextManager[Monitor]]"
"""Called in the engine's thread; what it gives ends with its connection."""

WatchedBefore: TypeAlias = "Callable[[Desk], WatchedList | None]"
"""Called in the engine's thread."""

REMEMBERS = "what is watched"
PURPOSE = "monitor"
"""What the records say that its requests were for."""

LOOKS = "monitor of all of "
OWNER = "monitor of "
"""Work of a connection is called so in the list of what runs, with its key behind."""


SIGNED_OUT = "secret-missing"
"""Code of the trouble that ends when somebody signs in."""
NO_SIGN_IN = "integration-secret-missing"
"""Code of the alarm that ends when what GitLab signs in with at Jira is entered again."""

GOES_ON, FOLLOWS = "monitor goes on with ", "monitor follows the journal of "


async def _go_on(monitor: Monitor) -> None:
    monitor.resume()
    await monitor.follow_journal()


async def _follow_journal(monitor: Monitor) -> None:
    await monitor.follow_journal()


async def _read(watched: WatchedList | None) -> tuple[Answers, ...]:
    return await watched.read() if watched is not None else ()


async def _write(watched: WatchedList | None, now: tuple[Answers, ...]) -> None:
    if watched is not None:
        await watched.write(now)


class NotWatched(LookupError):
    """The connection is not watched now; the argument is its key."""


@dataclass(slots=True)
class Connection:
    """One GitLab and one Jira. Fields change; who shows them reads them anew."""

    key: str
    answers: Answers
    snapshot: Snapshot | None = None
    monitor: Monitor | None = None
    trouble: Finding | None = None
    """Why it is not watched although it should be, or why not everything could be looked at."""
    ended: bool = False
    looking: float | None = None
    """How much of everything was looked at, from 0 to 1, while somebody wants that."""

    @property
    def title(self) -> str:
        """Return its two sides, as the page calls it."""
        return self.key

    def lacks_token(self) -> bool:
        """Tell whether it is not watched only because there is no token for one of its sides."""
        return self.ended and self.trouble is not None and self.trouble.code == SIGNED_OUT

    def alarms(self) -> tuple[Alarm, ...]:
        """Return the alarms that nobody has taken note of."""
        alarms = self.snapshot.alarms if self.snapshot is not None else ()
        return tuple(one for one in alarms if one.state == "raised")


def key_of(answers: Answers) -> str:
    """Return what a connection is called: `gitlab.example.com → acme`."""
    from wizard.domain import on_route
    from wizard.domain.integration_address import web_url
    from wizard.ui.visit import host_of  # which knows this module

    alone = on_route.integration_alone(answers)
    jira = host_of(web_url(answers) if alone else answers.jira.url).removesuffix(".atlassian.net")
    sides = f"{host_of(answers.gitlab.url)} → {jira}"
    return tr("{sides} (issue integration)", sides=sides) if alone else sides


class Watching(QObject):
    """Says `told` with the key of a connection that stands otherwise, `listed` when one came or went."""

    told = Signal(str)
    listed = Signal()
    looked_at_all = Signal(str)
    """With the key: the look at everything that somebody wanted came to its end."""

    def __init__(self, asking: Asking, spawn: Spawn) -> None:
        super().__init__()
        self._asking, self._spawn = asking, spawn
        self._open: OpenMonitor | None = None
        self._before: WatchedBefore | None = None
        self._kept: dict[str, Connection] = {}
        self.shown = ""
        """Key of the connection that the page shows."""

    def use(self, open_monitor: OpenMonitor, before: WatchedBefore | None = None) -> None:
        """Take what makes monitors, and what knows which connections were watched when the window was closed last."""
        self._open, self._before = open_monitor, before

    def offered(self) -> bool:
        """Tell whether connections can be watched here."""
        return self._open is not None

    @property
    def connections(self) -> Mapping[str, Connection]:
        """Return what is watched, in the order in which it was begun."""
        return self._kept

    def connection(self, key: str = "") -> Connection | None:
        """Return a connection; without a key the one that the page shows, else the first."""
        found = self._kept.get(key or self.shown)
        return found if found is not None or key else next(iter(self._kept.values()), None)

    def alarms(self) -> int:
        """Return how many alarms nobody has taken note of, of all connections."""
        return sum(len(one.alarms()) for one in self._kept.values())

    def watch(self, answers: Answers) -> str:
        """Begin to watch a connection and return its key; one that is watched already goes on as it is."""
        self.shown = key = self._begin(answers)
        self._remember()
        return key

    async def begin_again(self) -> None:
        """Watch what was watched when the window was closed last; without its tokens a connection says so."""
        before = self._before
        if before is None:
            return
        for answers in await self._asking.ask(lambda desk: _read(before(desk))):
            if key_of(answers) not in self._kept:
                self._begin(answers)

    def go_on(self) -> None:
        """Watch again what only lacked a token, and by a new one what lacked that of the integration."""
        for one in [one for one in self._kept.values() if one.lacks_token()]:
            self._begin(one.answers)
        for one in [one for one in self._kept.values() if any(alarm.code == NO_SIGN_IN for alarm in one.alarms())]:
            self.change(one.key, one.answers)

    def _remember(self) -> None:
        """Write down what is watched now, for the next start."""
        before, now = self._before, tuple(one.answers for one in self._kept.values())
        if before is not None:
            self._spawn(self._asking.ask(lambda desk: _write(before(desk), now)), REMEMBERS, "remember what is watched")

    def _begin(self, answers: Answers) -> str:
        key = key_of(answers)
        known = self._kept.get(key)
        if known is None or known.ended:
            connection = self._kept[key] = Connection(key, answers)
            self._spawn(self._live(connection), OWNER + key, "watch")
        elif known.snapshot is not None and known.snapshot.paused:
            self._spawn(self._tell(key, _go_on), GOES_ON + key, "watch again")
        self.listed.emit()
        return key

    def follow_journal(self, answers: Answers) -> None:
        """Let the monitor of a connection know what was made or taken back here: that is no drift."""
        key = key_of(answers)
        if key in self._kept:
            self._spawn(self._tell(key, _follow_journal), FOLLOWS + key, "follow the journal")

    async def _tell(self, key: str, wish: Callable[[Monitor], Coroutine[Any, Any, None]]) -> None:
        from wizard.domain.errors import PortError

        with contextlib.suppress(PortError, NotWatched):  # what is not watched has nothing to follow
            await self.ask(key, wish)

    def change(self, key: str, answers: Answers) -> None:
        """Watch a connection by other wishes from now on; what was seen of it stays on the page."""
        known = self._kept.get(key)
        if known is None:
            return
        self._spawn.cancel(LOOKS + key)
        self._spawn.cancel(OWNER + key)
        connection = self._kept[key] = Connection(key, answers, known.snapshot)
        self._spawn(self._live(connection), OWNER + key, "watch")
        self._remember()
        self.listed.emit()

    def stop(self, key: str) -> None:
        """Watch a connection no longer; its history stays on disk."""
        if self._kept.pop(key, None) is not None:
            self._remember()
            self._spawn.cancel(LOOKS + key)
            self._spawn.cancel(OWNER + key)
            self.listed.emit()

    async def ask(self, key: str, question: Callable[[Monitor], Coroutine[Any, Any, T]]) -> T:
        """Return what a monitor answers. Raises: NotWatched, and what the monitor raises."""
        connection = self._kept.get(key)
        monitor = connection.monitor if connection is not None else None
        if monitor is None:
            raise NotWatched(key)
        return await self._asking.ask(lambda _desk: question(monitor))

    async def do(self, key: str, wish: Callable[[Monitor], object]) -> None:
        """Tell a monitor something that takes no time: to pause, to go on."""

        async def at_once(monitor: Monitor) -> None:
            wish(monitor)

        await self.ask(key, at_once)

    def look_at_everything(self, key: str) -> None:
        """Begin to look at everything, whatever page is open meanwhile."""
        connection = self._kept.get(key)
        if connection is not None and connection.looking is None:
            connection.looking, connection.trouble = 0.0, None
            self._spawn(self._look_at_everything(connection), LOOKS + key, "look at everything")
            self.told.emit(key)

    def stop_looking(self, key: str) -> None:
        """End that; what was looked at is kept."""
        self._spawn.cancel(LOOKS + key)

    async def _look_at_everything(self, connection: Connection) -> None:
        from wizard.domain.errors import PortError
        from wizard.journey.explain import explain

        progress = self._asking.relay(partial(self._progressed, connection))
        try:
            await self.ask(connection.key, lambda monitor: monitor.reconcile(progress))
            self.looked_at_all.emit(connection.key)
        except PortError as error:
            connection.trouble = explain(error)
        except NotWatched:
            pass  # it ended meanwhile, and says why
        finally:
            connection.looking = None
            self.told.emit(connection.key)

    def _progressed(self, connection: Connection, part: float) -> None:
        if connection.looking is not None:
            connection.looking = part
            self.told.emit(connection.key)

    def relay(self, listener: Callable[[T], None]) -> Callable[[T], None]:
        """Return what a monitor may call in the engine's thread; `listener` is called in the window's."""
        return self._asking.relay(listener)

    async def _live(self, connection: Connection) -> None:
        """Let the monitor make rounds until somebody stops it, or it cannot be made."""
        from wizard.domain.errors import PortError
        from wizard.journey.explain import explain

        came = self._asking.relay(partial(self._came, connection))
        there = self._asking.relay(partial(self._there, connection))
        try:
            await self._asking.ask(lambda desk: self._rounds(desk, connection, there, came))
        except PortError as error:
            connection.trouble = explain(error)
        finally:
            connection.ended, connection.monitor = True, None
            self.told.emit(connection.key)

    async def _rounds(
        self,
        desk: Desk,
        connection: Connection,
        there: Callable[[Monitor], None],
        came: Callable[[Snapshot], None],
    ) -> None:
        """Run in the engine's loop for as long as the connection is watched."""
        if self._open is None:
            raise NotWatched(connection.key)
        from wizard.evidence.purpose import on_behalf_of

        # All that is sent from here on is the monitor's, in the records as on the page.
        with on_behalf_of(PURPOSE):
            await self._make_rounds(self._open(desk, connection.answers), there, came)

    @staticmethod
    async def _make_rounds(
        opened: AbstractAsyncContextManager[Monitor],
        there: Callable[[Monitor], None],
        came: Callable[[Snapshot], None],
    ) -> None:
        async with opened as monitor:
            end = monitor.listen(came)
            there(monitor)
            try:
                await monitor.run()
            finally:
                end()

    def _there(self, connection: Connection, monitor: Monitor) -> None:
        if not connection.ended:
            connection.monitor = monitor
            self.told.emit(connection.key)

    def _came(self, connection: Connection, snapshot: Snapshot) -> None:
        connection.snapshot = snapshot
        self.told.emit(connection.key)
