"""By hand: what no program can do, one task after the other, each seen done by a machine where that is possible."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, Severity
from wizard.domain.text import T
from wizard.journey.desk_port import Desk
from wizard.journey.values import Mark, TaskRow
from wizard.ui import button_words
from wizard.ui.announce import announce
from wizard.ui.controls import button
from wizard.ui.finding_card import FindingCard
from wizard.ui.handing_over import hand_on
from wizard.ui.i18n import show, tr, trn
from wizard.ui.layouts import column, empty
from wizard.ui.links import may_open
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.row_news import RowNews, with_problems
from wizard.ui.status_row import StatusRow
from wizard.ui.step_state import StepState
from wizard.ui.task_card import TaskCard, is_open
from wizard.ui.timings import POLL_S
from wizard.ui.undoing import may_undo, undo_button
from wizard.ui.visit import Visit
from wizard.ui.where_it_is import ROOMY

WATCH = "watch the tasks"
"""Name of the work that runs as long as a task is open."""
_STATES = {Mark.OK: T("done"), Mark.WARNING: T("cannot be seen from here"), Mark.FAILED: T("failed")}
"""What is told of a task when somebody or something got on with it."""


async def _look_at(answers: Answers, task: str, desk: Desk) -> TaskRow:
    return await desk.look_at_task(answers, task)


class ByHandPage(Page):
    """Looks every few seconds by itself; "not yet" is no error."""

    step = "by-hand"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._tasks: dict[str, TaskRow] = {}
        self._known = False
        """Whether it was asked what there is to do; a set-up may leave nothing to people."""
        self._opened: set[str] = set()
        """Tasks that count as done and are shown again: somebody may have been wrong about them."""
        self._looked: dict[str, str] = {}
        """What is said of a task that somebody asked about and that was not seen done."""
        self.clock: Callable[[], datetime] = datetime.now
        self._performing = False
        """Whether the lab's person does a task now."""
        self._list = column(spacing=10)
        self._news = RowNews(self, self._counted)
        self.countdown = PlainLabel("", "small")
        self.body.addLayout(self._list)
        self.body.addWidget(self.countdown)
        self.check_all = self.add_extra(button(tr("Check now"), "by-hand.check", self._check_all, "small", "again"))
        self.check_all.hide()
        self.skip = self.add_extra(button(tr("Go on to the test"), "by-hand.skip", self._skip, "small"))
        self.undo = undo_button(self, "by-hand.undo", lambda: self.quietly(self._watch(), WATCH))

    def title(self) -> str:
        return tr("By hand")

    def lead(self) -> str:
        left = self._left()
        if self._known and not self._tasks:
            return tr("This set-up leaves nothing to do by hand.")
        if not self._tasks:
            return tr("What only people can do, with the values to copy.")
        unseen = sum(task.mark is Mark.WARNING for task in self._tasks.values())
        beside = trn("{n} more cannot be seen from here.", "{n} more cannot be seen from here.", unseen)
        if not left:
            seen = tr("All tasks are done that can be seen.")
            return f"{seen} {beside}" if unseen else tr("All tasks are done.")
        said = trn(
            "{n} task is left; we look by ourselves whether it is done.",
            "{n} tasks are left; we look by ourselves whether they are done.",
            left,
        )
        return f"{said} {beside}" if unseen else said

    def verb(self) -> str:
        if self._lab_can():
            return tr("Let the lab do all")
        return tr("Check now") if self._left() or not self._known else button_words.go_on()

    def _lab_can(self) -> bool:
        """Tell whether the lab's person may do what is left: then that is what the page is for."""
        return self.visit.mode == "lab" and bool(self._left())

    def cancel_text(self) -> str:
        return tr("Cancel") if self.working() else tr("Close")

    def enter(self) -> None:
        self.undo.setVisible(may_undo(self.visit))
        self.work(self._load(), tr("Looking which tasks are left."), self.enter)

    def press(self) -> None:
        if not self._known:
            self.enter()
        elif not self._left():
            self.go_on()
        elif self._lab_can():
            self._do_all()
        else:
            self._check_all()

    def _check_all(self) -> None:
        self._check("")

    def go_on(self) -> None:
        self.visit.mark("verify", StepState.TO_DO)
        super().go_on()

    def _skip(self) -> None:
        self.visit.mark("verify", StepState.TO_DO)
        self.visit.mark(self.step, StepState.ATTENTION if self._left() else StepState.DONE)
        self.wanted.emit("verify")

    def tasks(self) -> tuple[TaskRow, ...]:
        """Return the tasks as they stand."""
        return tuple(self._tasks.values())

    def open_tasks(self) -> tuple[str, ...]:
        """Return the ids of the tasks that were not seen done."""
        return tuple(task.id for task in self._tasks.values() if task.mark is not Mark.OK)

    def _left(self) -> int:
        return sum(is_open(task) for task in self._tasks.values())

    async def _look_at_all(self) -> None:
        answers = self.visit.answers
        tasks = await self.ask(lambda desk: desk.tasks(answers))
        self._tasks, self._known = {task.id: task for task in _in_order(tasks)}, True
        self._show()

    async def _load(self) -> None:
        if self.visit.doubted:
            self._opened.add(self.visit.doubted)
            self.visit.doubted = ""
        await self._look_at_all()
        if not self._tasks:
            self.lead_on()
        self.quietly(self._watch(), WATCH)

    async def _watch(self) -> None:
        while self._left():
            for seconds in range(POLL_S, 0, -1):
                self.countdown.setText(trn("Next look in {n} second.", "Next look in {n} seconds.", seconds))
                await self.visit.wait(1)
            self.countdown.setText(tr("Looking …"))
            if not self.working():
                await self._look("", beside=True)
        self.countdown.setText("")

    def _check(self, task: str) -> None:
        self.work(self._look_and_go_on(task), tr("Looking whether it is done."), lambda: self._check(task))
        self.quietly(self._watch(), WATCH)

    async def _look_and_go_on(self, task: str) -> None:
        await self._look(task)
        self._lead_on_when_done()

    def _lead_on_when_done(self) -> None:
        """Let the window go on once everything was seen; what nobody can see is left for the person to read."""
        if not self._left():
            self.lead_on("" if self.open_tasks() else tr("All tasks are done."))

    async def _look(self, only: str, *, beside: bool = False) -> None:
        answers = self.visit.answers
        for task in [one.id for one in self._tasks.values() if one.id == only or (not only and is_open(one))]:
            seen = await self.ask(partial(_look_at, answers, task))
            # A look beside must not take away what somebody is reading.
            if not (beside and self._tasks[task].finding and seen.finding is None and seen.mark is not Mark.OK):
                self.take(seen, beside=beside)
            self._say_looked(seen, beside=beside)
        if not only and not beside and self._left():
            self.said.emit(tr("Not there yet, looked at {time}.", time=self._now()))

    def _now(self) -> str:
        return self.clock().strftime("%H:%M:%S")

    def _say_looked(self, task: TaskRow, *, beside: bool) -> None:
        """Say at the card that it was looked at; a look beside only keeps the time right."""
        if task.mark is Mark.OK:
            self._looked.pop(task.id, None)
            return
        if beside and task.id not in self._looked:
            return
        unseen = task.mark is Mark.WARNING
        not_yet = tr("Not there yet, looked at {time}.", time=self._now())
        said = tr("Cannot be seen from here, looked at {time}.", time=self._now()) if unseen else not_yet
        self._looked[task.id] = said
        card = self.findChild(TaskCard, f"by-hand.task.{task.id}")
        if card is not None:
            card.say_looked(said)
            if not beside:
                announce(card, said)

    def _do(self, task: str) -> None:
        self.work(self._have_one_done(task), tr("The lab's person does it."), lambda: self._do(task))
        self.quietly(self._watch(), WATCH)

    async def _have_one_done(self, task: str) -> None:
        await self._have_done(task)
        self._lead_on_when_done()

    async def _have_done(self, task: str) -> None:
        answers = self.visit.answers
        self._performing = True
        try:
            self.take(await self.ask(lambda desk: desk.do_task(answers, task)))
        finally:
            self._performing = False

    def _do_all(self) -> None:
        self.work(self._have_all_done(), tr("The lab's person does what is left."), self._do_all)
        self.quietly(self._watch(), WATCH)

    async def _have_all_done(self) -> None:
        """One after the other, as they stand; a task that fails ends it, because those after it need it."""
        for task in self.open_tasks():
            await self._have_done(task)
            if self._tasks[task].mark is not Mark.OK:
                return
        await self._look_at_all()  # a later task may have changed what an earlier one looks at
        self._lead_on_when_done()

    def cancelled(self) -> str:
        if self._performing:
            return tr("Cancelled. What the lab's person had begun may be done; Check now looks.")
        return tr("Cancelled. Only looking was stopped.")

    def _take_word(self, task: str) -> None:
        self.work(self._confirm(task), tr("Noting it."), lambda: self._take_word(task))
        self.quietly(self._watch(), WATCH)

    async def _confirm(self, task: str) -> None:
        answers = self.visit.answers
        self.take(await self.ask(lambda desk: desk.confirm_task(answers, task)))

    def take(self, task: TaskRow, *, beside: bool = False) -> None:
        """Show how one task stands now; what a look beside found moves nothing away from who reads."""
        if self._tasks.get(task.id) == task and task.id not in self._opened:
            return
        self._opened.discard(task.id)
        before = self._tasks.get(task.id)
        self._tasks[task.id] = task
        if task.mark in _STATES and (before is None or before.mark is not task.mark):
            self._news.ended(show(task.title), show(_STATES[task.mark]))
        self._show()
        if task.finding is not None and (before is None or before.finding != task.finding or not beside):
            self._point_at_card(task.id, task.finding, beside=beside)

    def _point_at_card(self, task: str, finding: Finding, *, beside: bool) -> None:
        card = self.findChild(FindingCard, f"by-hand.card.{task}")
        if card is not None:
            if not beside:
                self.to_see.emit(card)
            announce(card, show(finding.title), at_once=finding.severity is Severity.BLOCKER)

    def _counted(self) -> str:
        done = sum(task.mark is Mark.OK for task in self._tasks.values())
        problems = sum(task.mark is Mark.FAILED for task in self._tasks.values())
        return with_problems(tr("{done} of {all} tasks done", done=done, all=len(self._tasks)), problems)

    def _show(self) -> None:
        self.visit.open_ends.take_tasks(self.tasks())
        self.visit.learnt.tasks = self.tasks()
        empty(self._list)
        for number, task in enumerate(self._tasks.values(), 1):
            closed = task.mark is Mark.OK and task.id not in self._opened
            self._list.addWidget(self._done_row(number, task) if closed else self._card(number, task))
            if task.finding is not None and task.mark is not Mark.OK:
                self._list.addWidget(self._finding_card(task.id, task.finding))
        self.countdown.setVisible(bool(self._left()))
        self.skip.setVisible(bool(self._left()))
        self.check_all.setVisible(self._lab_can())
        self.visit.mark(self.step, StepState.CURRENT if self._left() else StepState.DONE)
        self.changed.emit()

    def _done_row(self, number: int, task: TaskRow) -> StatusRow:
        row = StatusRow(f"by-hand.done.{task.id}", f"{number}. {show(task.title)}")
        row.change(task.mark, show(task.note))
        spoken = tr("Show again: {task}", task=show(task.title))
        again = partial(self._open_again, task.id)
        row.add_button(button(tr("Show again"), f"by-hand.{task.id}.again", again, "small", spoken=spoken))
        return row

    def _open_again(self, task: str) -> None:
        self._opened.add(task)
        self._show()

    def _finding_card(self, task: str, finding: Finding) -> FindingCard:
        return self.card(f"by-hand.card.{task}", finding, lambda: self._check(task), tr("Check again"))

    def _card(self, number: int, task: TaskRow) -> TaskCard:
        lab = self.visit.mode == "lab"
        return TaskCard(
            number,
            task,
            copy=self.copy,
            open_link=self._open,
            check=lambda: self._check(task.id),
            do_it=(lambda: self._do(task.id)) if lab and task.mark is not Mark.RUNNING else None,
            take_word=lambda: self._take_word(task.id),
            hand_over=lambda: self._hand_over(task.id),
            folds=self.visit.sketches,
            picture=task.id == self._next() and self._roomy(),
            looked=self._looked.get(task.id, ""),
        )

    def _next(self) -> str:
        """The one that somebody does now: only its picture is open by itself."""
        return next((task.id for task in self._tasks.values() if task.mark is not Mark.OK), "")

    def _roomy(self) -> bool:
        return self.window().height() >= ROOMY * self.fontMetrics().height()

    def _hand_over(self, task: str) -> None:
        hand_on(self, task)
        self.quietly(self._watch(), WATCH)

    def _open(self, link: str) -> None:
        if may_open(link, self.visit.answers) and self.visit.open_link(link):
            self.said.emit(tr("Opened in the browser."))
        else:
            self.said.emit(tr("This address is not opened from here."))


def _in_order(tasks: Sequence[TaskRow]) -> list[TaskRow]:
    """Return the tasks as people do them: what came before the changes first."""
    return sorted(tasks, key=lambda task: not task.before)
