"""Opens the window: paint first, then the loop, then the engine, then the desk."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from wizard.domain.errors import PortError
from wizard.ui.asking import Asking
from wizard.ui.dressing import Dresser
from wizard.ui.heading_role import tell_headings
from wizard.ui.i18n import tr
from wizard.ui.look import STYLE, STYLED
from wizard.ui.passing_settings import PassingSettings
from wizard.ui.shell import Shell
from wizard.ui.spawn import Spawn
from wizard.ui.visit import Visit

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    import asyncio

    from wizard.domain.deep_link import DeepLink
    from wizard.domain.settings import SettingsKeeper
    from wizard.domain.world import Mode
    from wizard.journey.desk_port import Desk
    from wizard.ui.collector import Collector
    from wizard.ui.engine import Engine
    from wizard.ui.tokens import Theme
    from wizard.ui.watching import OpenMonitor, WatchedBefore

DeskFactory: TypeAlias = "Callable[[], AbstractAsyncContextManager[Desk]]"
"""Called in the engine's thread after the first paint; what it needs is imported there. Left when the window closes."""

_SWITCH_S = 0.0005
PROGRAM = "gitlab-jira-wizard"
"""What the desktop and screen readers call the program, however it was started."""


class _FirstPaint(QObject):
    """Ends a wait with the first paint of a window."""

    def __init__(self, window: Shell) -> None:
        super().__init__()
        self._wait, self._window = QEventLoop(), window
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._wait.quit)
        return False

    def wait(self) -> None:
        """Return after the first paint. No coroutine runs yet, so a nested loop harms nobody."""
        self._window.show()
        self._wait.exec()


def _open_link(link: str) -> bool:
    from wizard.ui.links import open_in_browser

    return open_in_browser(link)


def make_shell(
    mode: Mode,
    open_lab: Callable[[], None] | None = None,
    engine: Engine | None = None,
    settings: SettingsKeeper | None = None,
) -> Shell:
    """Return the window; it is not shown yet and has no desk, and may get its engine later."""
    shells: list[Shell] = []
    spawn = Spawn(lambda work, error: shells[0].crashed(work, error))
    visit = Visit(Asking(engine), spawn, mode, open_link=_open_link)
    visit.settings = settings or PassingSettings()
    shells.append(Shell(visit, open_lab))
    return shells[0]


_BEHIND_PAGES = ("steps", "documents.recipes", "documents.hand_over", "documents.report", "documents.plan_export")
"""What pages import that knows nothing of Qt, in the program's package."""


async def _load_behind_pages() -> None:
    for name in _BEHIND_PAGES:
        importlib.import_module(f"wizard.{name}")


async def _load_pages(engine: Engine) -> None:
    """Import the other pages, one between events: the first step to one of them shall not wait for that.

    What is behind them comes in the engine's thread, they themselves never: Qt for Python makes a class when its name
    is first read, and crashes when two threads do so at once.
    """
    await engine.run(_load_behind_pages)
    import asyncio

    from wizard.ui import pages

    for one in pkgutil.iter_modules(pages.__path__, f"{pages.__name__}."):
        importlib.import_module(one.name)
        await asyncio.sleep(0)
    for name in ("busy", "retrying", "all_pages"):
        importlib.import_module(f"wizard.ui.{name}")


async def _bring_desk(shell: Shell, engine: Engine, desk_factory: DeskFactory, collector: Collector) -> None:
    """Let the desk come, and with it what the window knows only then; a card says why there is none."""
    from wizard.ui.reproducing import learn_faults
    from wizard.ui.retrying import hear_pauses
    from wizard.ui.switched_fault import FAULT, take_up_fault

    asking = shell.visit.asking
    try:
        asking.arrive(await engine.host(desk_factory))
    except PortError as error:
        from wizard.journey.explain import explain

        shell.visit.wide.take_away(FAULT)
        shell.page.show_findings((explain(error),))
        return
    await hear_pauses(shell)
    await _load_pages(engine)
    await take_up_fault(shell)
    collector.spare()
    await shell.visit.wide.look_at_journal(asking)
    await learn_faults(shell.visit)
    if shell.visit.settings.now.watch_again:
        await shell.visit.watching.begin_again()


async def _live(shell: Shell, engine: Engine, desk_factory: DeskFactory, link: DeepLink | None) -> None:
    import asyncio

    from wizard.ui.collector import Collector
    from wizard.ui.link_taken import take_link

    over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def closed() -> None:
        if not over.done():
            over.set_result(None)

    shell.closed.connect(closed)
    engine.start()
    collector = Collector(lambda: shell.page.working() or shell.way.working())
    shell.visit.spawn(_bring_desk(shell, engine, desk_factory, collector), "window", "desk")
    shell.begin()
    if link is not None:
        take_link(shell, link)
    try:
        await over
    finally:
        collector.close()
        shell.visit.spawn.cancel()
        await shell.visit.spawn.settled()


def application() -> QApplication:
    """Return the application, a new one in our style where there is none yet."""
    app = QApplication.instance()
    if app is None:
        app = QApplication([PROGRAM, "-style", STYLE])
        app.setDesktopFileName(PROGRAM)  # without it Linux has no place for the number of alarms, and Qt complains
        app.setProperty(STYLED, True)
        tell_headings()
    if not isinstance(app, QApplication):
        raise TypeError("a program without windows runs already")
    return app


def start_window(
    desk_factory: DeskFactory,
    *,
    settings: SettingsKeeper | None = None,
    theme: Theme | None = None,
    mode: Mode = "live",
    open_lab: Callable[[], None] | None = None,
    fault_comes: bool = False,
    link: DeepLink | None = None,
    open_monitor: OpenMonitor | None = None,
    watched: WatchedBefore | None = None,
) -> int:
    """Show the window until it is closed and return the exit status; `fault_comes` where its lab opens with one.

    A `link` fills in what it names; `open_monitor` makes monitors of the connections that somebody wants watched,
    `watched` knows which those were when the window was closed last.
    """
    sys.setswitchinterval(_SWITCH_S)
    app = application()
    settings = settings or PassingSettings()
    dresser = Dresser(app, settings, theme)
    shell = make_shell(mode, open_lab, settings=settings)
    _FirstPaint(shell).wait()
    from wizard.ui.engine import Engine  # after the first paint
    from wizard.ui.loop import DisplayLost, run_in_window, say_display_lost_once
    from wizard.ui.switched_fault import say_fault_comes

    if fault_comes:
        say_fault_comes(shell.visit)
    engine = Engine()
    shell.visit.asking.use(engine)
    if open_monitor is not None:
        shell.visit.watching.use(open_monitor, watched)
    lost = False
    say_display_lost_once()
    try:
        run_in_window(app, lambda: _live(shell, engine, desk_factory, link))
    except DisplayLost:
        lost = True
        sys.stderr.write(tr("The display is gone. What was changed is in the journal: start again and resume.") + "\n")
    finally:
        dresser.close()
        stopped = engine.stop()
    return 0 if stopped and not lost else 1
