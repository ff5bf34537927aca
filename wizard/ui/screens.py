"""Pictures of every page in its states, made by walking through the wizard as a person does."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from wizard.domain.world import Mode
from wizard.ui import sample_values
from wizard.ui.collector import Collector
from wizard.ui.engine import Engine
from wizard.ui.i18n import use_language
from wizard.ui.laid_out import lay_out_all
from wizard.ui.look import put_on
from wizard.ui.loop import run_in_window
from wizard.ui.pages.by_hand import WATCH, ByHandPage
from wizard.ui.pages.groups import GroupsPage
from wizard.ui.reproducing import learn_faults
from wizard.ui.sample_desk import SampleDesk, sample_desk
from wizard.ui.sample_integration import answers_at
from wizard.ui.sample_monitor import SampleMonitor, sample_monitor
from wizard.ui.screen_states import STATES, ScreenState
from wizard.ui.shell import Shell
from wizard.ui.step_state import StepState
from wizard.ui.timings import TYPING_PAUSE
from wizard.ui.tokens import Theme
from wizard.ui.visit import STEPS
from wizard.ui.watching import OWNER
from wizard.ui.window import DeskFactory, make_shell

_SETTLE_S = 0.03
_LONGEST_S = 300.0


@dataclass(frozen=True, slots=True)
class Variant:
    """How the pictures look."""

    theme: Theme
    language: str = "en"
    text_percent: int = 100
    seen: Callable[[Shell, str], object] = lambda _shell, _name: None
    """Called with the window and the name of each picture as it is taken; tests measure there."""


class Walk:
    """Goes through a window and takes pictures; a page that does not come to rest ends the walk."""

    def __init__(self, shell: Shell, out_dir: Path, variant: Variant) -> None:
        self._shell, self._out_dir, self._variant = shell, out_dir, variant
        self.taken: list[Path] = []

    async def rest(self) -> None:
        """Return when the page waits for the person and nothing on it is about to move."""
        async with asyncio.timeout(_LONGEST_S):
            await self._still()
            self._shell.toast.hide()  # the page takes the room of its row back before the picture
            await self._still()

    async def _still(self) -> None:
        moves = True
        while moves:
            await asyncio.sleep(_SETTLE_S)
            lay_out_all()
            moves = self._shell.page.working() or bool(self._beside()) or bool(self._about_to())

    def _about_to(self) -> list[QTimer]:
        """Return what is put off for a moment, such as scrolling to a card once it has its place."""
        timers = self._shell.findChildren(QTimer)
        return [one for one in timers if one.isSingleShot() and one.isActive() and one.interval() <= TYPING_PAUSE]

    def _beside(self) -> list[str]:
        """Return what runs beside the page's work and ends by itself, such as a forecast."""
        running = self._shell.visit.spawn.running()
        return [name for name in running if not name.endswith(WATCH) and not name.startswith(OWNER)]

    def take(self, state: str) -> None:
        """Take a picture of the page as it is: `<page>-<state>-<theme>.png`."""
        path = self._out_dir / f"{self._shell.page.step}-{state}-{self._variant.theme}.png"
        self._shell.toast.hide()
        self._variant.seen(self._shell, path.stem)
        if not self._shell.grab().save(str(path)):
            raise OSError(f"could not write {path.name}")
        self.taken.append(path)

    async def press(self) -> None:
        """Press the filled button and wait for what it does."""
        self._shell.press()
        await self.rest()

    def find(self, identifier: str) -> QPushButton:
        """Return a button of the page by its identifier."""
        found = self._shell.findChild(QPushButton, identifier)
        if found is None:
            raise LookupError(identifier)
        return found

    async def through(self, until: str = "done") -> None:
        """Go on, page after page, with a picture before and after each verb."""
        self._shell.go("gitlab")
        await self.rest()
        while self._shell.page.step != until:
            here = self._shell.page.step
            await self._prepare()
            self.take("ready")
            await self.press()
            if self._shell.page.step == here:
                self.take("answered")
                await self.press()
            if self._shell.page.step == here:
                return
        await self.rest()
        self.take("ready")

    async def _prepare(self) -> None:
        page = self._shell.page
        if isinstance(page, GroupsPage) and not page.model.chosen() and page.model.rowCount():
            project = page.project.text()
            for row in range(page.model.rowCount()):
                if project.startswith(page.model.row_at(page.model.index(row, 0)).path + "/"):
                    page.table.toggle(page.model.index(row, 0))
            await self.rest()
        if isinstance(page, ByHandPage) and self._shell.visit.mode == "lab":
            self.take("open")
            for task in page.open_tasks():
                self.find(f"by-hand.{task}.do").click()
                await self.rest()


def _with_window(
    desk: DeskFactory, mode: Mode, variant: Variant, out_dir: Path, script: Callable[[Walk, Shell], object]
) -> list[Path]:
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("a program without windows runs already")
    use_language(variant.language)
    put_on(app, variant.theme, grow=variant.text_percent / 100)
    out_dir.mkdir(parents=True, exist_ok=True)
    engine = Engine()
    shell = make_shell(mode, engine=engine)
    shell.visit.today = lambda: sample_values.TODAY
    shell.visit.settings.use(replace(shell.visit.settings.now, goes_on=False))  # each page's answer is a picture
    shell.visit.watching.use(sample_monitor(SampleMonitor()))
    walk = Walk(shell, out_dir, variant)

    async def main() -> None:
        collector = Collector(lambda: shell.page.working())
        engine.start()
        shell.show()
        shell.visit.asking.arrive(await engine.host(desk))
        await learn_faults(shell.visit)
        shell.begin()
        await walk.rest()
        try:
            done = script(walk, shell)
            if asyncio.iscoroutine(done):
                await done
        finally:
            shell.close()
            shell.visit.spawn.cancel()
            await shell.visit.spawn.settled()
            collector.close()

    try:
        run_in_window(app, main)
    finally:
        engine.stop()
        shiboken6.delete(shell)  # here and now: nothing of Qt may be left to a collector on another thread
    return walk.taken


def render_pages(out_dir: Path, desk: DeskFactory, variant: Variant, *, mode: Mode = "lab") -> list[Path]:
    """Write a picture of every page that a walk with this desk comes to, and return their paths."""

    async def script(walk: Walk, _shell: Shell) -> None:
        walk.take("fresh")
        await walk.through()

    return _with_window(desk, mode, variant, out_dir, script)


def render_samples(out_dir: Path, variant: Variant) -> list[Path]:
    """Write a picture of every page in its good and its bad states, with the example set-up and no network."""
    return render_pages(out_dir, sample_desk(SampleDesk()), variant) + render_states(out_dir, variant)


def render_states(out_dir: Path, variant: Variant, page: str = "") -> list[Path]:
    """Write a picture of the states that a good walk does not come to, of one page or of all."""
    taken: list[Path] = []
    for state in STATES:
        if page in ("", state.page):
            taken += _with_window(sample_desk(state.desk()), state.mode, variant, out_dir, _come_to(state))
    return taken


def _come_to(state: ScreenState) -> Callable[[Walk, Shell], object]:
    async def script(walk: Walk, shell: Shell) -> None:
        if state.page != "start":
            shell.visit.start_over(answers_at(state.page))
            for before in STEPS[: STEPS.index(state.page) if state.page in STEPS else 0]:
                shell.visit.mark(before, StepState.DONE)
            shell.visit.apply_now = state.page == "apply"
            shell.go(state.page)
        await walk.rest()
        if state.press:
            await walk.press()
        if state.prepare is not None:
            state.prepare(shell)
            await walk.rest()
        if state.then is not None:
            state.then(shell)
            await walk.rest()
        walk.take(state.name)

    return script
