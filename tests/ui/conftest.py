"""A window over the sample desk, in the test's own event loop: no thread, no waiting."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from wizard.ui import sample_values
from wizard.ui.asking import Asking
from wizard.ui.finding_card import FindingCard
from wizard.ui.look import put_on
from wizard.ui.sample_desk import SampleDesk
from wizard.ui.sample_integration import answers_at
from wizard.ui.shell import Shell
from wizard.ui.spawn import Spawn
from wizard.ui.step_state import StepState
from wizard.ui.visit import STEPS, Visit

T = TypeVar("T")
_PATIENCE_S = 30.0


class InlineEngine:
    """Runs the desk in the loop of the test."""

    async def run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        return await work()

    def relay(self, listener: Callable[[T], None]) -> Callable[[T], None]:
        return listener


@dataclass
class Bench:
    """A window with what tests ask of it."""

    shell: Shell
    desk: SampleDesk
    failures: list[BaseException]
    opened: list[str] = field(default_factory=list)

    @property
    def visit(self) -> Visit:
        return self.shell.visit

    @property
    def page(self) -> Any:
        return self.shell.page

    async def rest(self, turns: int = 400) -> None:
        """Return when the page waits for the person; fails when it never does."""
        for _ in range(3):
            await asyncio.sleep(0)
        for _ in range(turns):
            if not self.shell.page.working() and not self._quiet_work():
                return
            await asyncio.sleep(0)
        # What a thread does, as writing the settings, takes its time on a busy computer.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE_S):
                while self.shell.page.working() or self._quiet_work():  # noqa: ASYNC110 (a thread answers)
                    await asyncio.sleep(0.005)
                return
        pytest.fail(f"still running: {self.visit.spawn.running()}")

    def _quiet_work(self) -> list[str]:
        endless = ("watch the tasks", "Undo", "monitor of ", "serving a descriptor")
        return [name for name in self.visit.spawn.running() if not any(word in name for word in endless)]

    async def press(self) -> None:
        self.shell.press()
        await self.rest()

    async def open(self, step: str, *, apply_now: bool = False) -> Any:
        """Open a page as if all before it were done."""
        self.visit.start_over(answers_at(step))
        self.visit.learnt.suggestions = self.desk.suggestions()
        for before in STEPS[: STEPS.index(step) if step in STEPS else 0]:
            self.visit.mark(before, StepState.DONE)
        self.visit.apply_now = apply_now
        self.shell.go(step)
        await self.rest()
        return self.page

    def find(self, identifier: str) -> Any:
        found = self.shell.findChild(QWidget, identifier)
        assert found is not None, identifier
        return found

    async def click(self, identifier: str) -> None:
        QTest.mouseClick(self.find(identifier), Qt.MouseButton.LeftButton)
        await self.rest()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.shell, key, modifier)

    def cards(self) -> list[str]:
        cards = self.shell.page.findChildren(FindingCard)
        return [card.finding.code for card in cards if not card.away]


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """Return the application in the light theme."""
    put_on(qapp, "light")
    return qapp


@pytest.fixture
def make_bench(dressed: QApplication) -> Callable[..., Bench]:
    """Return a maker of windows; `open_window` takes them down."""

    def make(desk: SampleDesk, *, goes_on: bool = False) -> Bench:
        failures: list[BaseException] = []
        opened: list[str] = []

        async def no_wait(seconds: float) -> None:
            """Let a turn of the loop pass; a wait for the clock never ends by itself."""
            await (asyncio.Event().wait() if seconds else asyncio.sleep(0))

        def open_link(link: str) -> bool:
            opened.append(link)
            return True

        asking = Asking(InlineEngine())
        spawn = Spawn(lambda _work, error: failures.append(error))
        shell = Shell(Visit(asking, spawn, desk.mode, open_link=open_link, wait=no_wait))
        shell.visit.today = lambda: sample_values.TODAY
        shell.visit.settings.use(replace(shell.visit.settings.now, goes_on=goes_on))
        asking.arrive(desk)
        return Bench(shell, desk, failures, opened)

    return make


@pytest.fixture
async def open_window(make_bench: Callable[..., Bench]) -> AsyncIterator[Callable[..., Any]]:
    """Return a function that opens a window over a sample desk with the named troubles."""
    benches: list[Bench] = []

    async def open_one(*troubles: str, goes_on: bool = False, **desk: Any) -> Bench:
        """Open it; a page that comes out well stays there for the test to look at, unless it `goes_on`."""
        bench = make_bench(SampleDesk(*troubles, **desk), goes_on=goes_on)
        benches.append(bench)
        bench.shell.show()
        bench.shell.activateWindow()
        assert QTest.qWaitForWindowActive(bench.shell)
        bench.shell.begin()
        for _ in range(8):
            await asyncio.sleep(0)
        return bench

    yield open_one
    for bench in benches:
        bench.shell.close()
        bench.page.depart()  # a question may have kept the window open
        bench.visit.spawn.cancel()
        await bench.visit.spawn.settled()
        shiboken6.delete(bench.shell)
        assert not bench.failures, bench.failures
