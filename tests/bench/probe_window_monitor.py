"""The window's page Monitor while its monitor looks at a company with 10,000 projects, in the engine's thread.

Both sides are functions in memory, which answer at once: the monitor never waits, so that it takes from the window what
it can. Prints how late the window's loop was from the opening of the page to the end of the look, and the memory.
"""

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from tests.bench.answers import example
from tests.bench.closing import close_for_good
from tests.bench.company_sides import NOW, PROJECTS, CompanyGitLab, CompanyJira
from tests.bench.lateness import Lateness
from tests.bench.memory import resident_mib
from tests.bench.painted import FirstPaint
from tests.journey.fakes import FakeProbe
from tests.monitor.fakes import Clock, Memory
from wizard.domain.answers import Answers
from wizard.domain.ports import Ports
from wizard.journey.desk_port import Desk
from wizard.monitor.budget import Budget
from wizard.monitor.flow import Flow
from wizard.monitor.port import Monitor
from wizard.ui.sample_desk import SampleDesk
from wizard.ui.sample_monitor import SampleMonitor
from wizard.ui.shell import Shell
from wizard.ui.window import start_window

_TOLD_EVERY_S = 0.2
_SETTLE_MS = 2000


class CompanyMonitor(SampleMonitor):
    """Looks at everything again and again, and tells how it stands meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.gitlab, self.jira = CompanyGitLab(), CompanyJira()
        self.looked = 0
        """How often it has seen everything."""

    async def run(self) -> None:
        while True:
            clock = Clock()
            clock.at = NOW
            ports = Ports(self.gitlab, self.jira, FakeProbe(), clock)
            budget = Budget(clock, reconcile_per_s=1000)
            self.flow = Flow(Answers().with_(groups_paths=("platform",)), ports, clock, Memory(), budget)
            async with asyncio.TaskGroup() as group:
                telling = group.create_task(self._tell())
                await self.flow.reconcile(lambda _done: None)
                telling.cancel()
            self._now()
            self.looked += 1

    async def _tell(self) -> None:
        while True:
            await asyncio.sleep(_TOLD_EVERY_S)
            self._now()

    def _now(self) -> None:
        look = self.flow.now()
        self.change(live=look.live, history=look.history, findings=look.findings, round=self.snapshot.round + 1)


class Watch(QObject):
    """Opens the page, waits until everything was looked at twice, and closes the window."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.monitor = CompanyMonitor()
        self.numbers: dict[str, object] = {}
        self._lateness = Lateness(self)
        self._looking = QTimer(self, interval=50)
        self._looking.timeout.connect(self._look)
        self._listening = FirstPaint(app, lambda: QTimer.singleShot(_SETTLE_MS, self._begin))

    def _begin(self) -> None:
        self._shell = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Shell))
        self._shell.visit.watching.use(self._opened)
        self._shell.visit.start_over(example())
        self._lateness.start()
        self._shell.visit.watching.watch(self._shell.visit.answers)
        self._shell.go("monitor")
        self._looking.start()

    @contextlib.asynccontextmanager
    async def _opened(self, _desk: Desk, _answers: Answers) -> AsyncIterator[Monitor]:
        yield self.monitor

    def _look(self) -> None:
        if self.monitor.looked < 2:
            return
        self._looking.stop()
        history = self.monitor.snapshot.history
        if (history.coverage, history.projects) != (1.0, PROJECTS):
            raise SystemExit(f"the look ended with {history.coverage} of {history.projects} projects")
        self.numbers = {**self._lateness.stop(), "mib": resident_mib()}
        close_for_good(self._shell)


@contextlib.asynccontextmanager
async def _desk() -> AsyncIterator[Desk]:
    yield SampleDesk()


def main() -> None:
    app = QApplication(sys.argv[:1])
    watch = Watch(app)
    status = start_window(_desk, mode="lab")
    sys.stdout.write(json.dumps(watch.numbers))
    sys.exit(status)


main()
