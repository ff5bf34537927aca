"""Apply: one bar, one row a change; wherever it ends, the rows say what was done by the journal and a read-back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from wizard.journey.values import Plan, PlanRow
from wizard.ui import button_words
from wizard.ui.change_places import places_of
from wizard.ui.change_progress import ChangeProgress, standing_text
from wizard.ui.controls import button
from wizard.ui.i18n import tr, trn
from wizard.ui.info_bar import Tone
from wizard.ui.left_out import first_of_each, left_out, said_of
from wizard.ui.open_ends import CHANGES, TASKS
from wizard.ui.ordering_again import UNSETTLED, give_up_order
from wizard.ui.step_state import StepState
from wizard.ui.taking_back import STANDING, TakesBack
from wizard.ui.timings import ROWS_EVERY
from wizard.ui.undoing import left_to_send, may_undo
from wizard.ui.visit import Visit


class ApplyPage(TakesBack):
    """Starts at once when it comes from the review; after a resume it waits for the verb."""

    step = "apply"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._bar = ChangeProgress()
        self.body.addWidget(self._bar)
        self.body.addWidget(self.rows)
        self._shown: Plan | None = None
        """The plan whose rows stand here."""
        self._cut_off = False
        self._soon = QTimer(self, interval=ROWS_EVERY, singleShot=True)
        self._soon.timeout.connect(self.changed)
        self.undo = self.add_extra(button(tr("Undo"), "apply.undo", self._undo, "small", "undo"))
        self.changed.connect(self._offer_undo)

    def _offer_undo(self) -> None:
        """Beside the heading once all is made; before that the bar and the cards offer it."""
        over = self._finished() or (self._nothing_left() and may_undo(self.visit))
        self.undo.setVisible(over and not self.working())

    # what is said

    def title(self) -> str:
        if self._undone:
            return tr("The changes are undone")
        if self._partly:
            return tr("Partly undone")
        if self._taking_back:
            return tr("Taking the changes back")
        if self._nothing_left():
            return tr("Nothing is left to change")
        if self._finished():
            return tr("The changes are made")
        if without := self._goes_on_without():
            return trn("Made, but for {n} place", "Made, but for {n} places", without)
        stopped = not self.working() and self.rows.count("done", "failed", "unknown")
        return tr("Not all changes are made") if stopped else tr("Making the changes")

    def lead(self) -> str:
        host, done = places_of(self.rows.rows(), self.visit.answers), self.rows.count("done")
        if self._undone:
            return self._as_before(host)
        if self._partly:
            return tr("What stays for now is said below, with what to do; then undo again.")
        if self._stopping and self.working():
            return tr("Stops after the change it works on.")
        if self._taking_back:
            return tr("Newest first; each is compared before it is taken back.")
        if self._nothing_left():
            return tr("All that the plan wants is in place on {host}.", host=host)
        return tr(
            "{done} of {all} on {host}; each is read back before it counts.",
            done=done,
            all=len(self.rows.rows()),
            host=host,
        )

    def _as_before(self, host: str) -> str:
        """Say how the sites stand after an undo: what people opened by hand is no part of it."""
        if self.rows.count("left"):
            return tr("What somebody else changed since is left as it is on {host}.", host=host)
        if by_hand := self.visit.open_ends.sentence(TASKS):
            taken = tr("What this set-up changed on {host} is taken back.", host=host)
            return f"{taken} {by_hand}"
        sides = len({row.side for row in self.rows.rows()})
        if sides > 1:
            return tr("{hosts} are as they were before.", hosts=host)
        return tr("{host} is as it was before.", host=host)

    def verb(self) -> str:
        if self.working() and self._doing in ("apply", "undo"):
            return tr("Stop now") if self._stopping else tr("Stop after this step")
        if self._finished() or self._nothing_left():
            return button_words.go_on()
        if without := self._goes_on_without():
            return trn("Go on without {n} place", "Go on without {n} places", without)
        if self._undone:
            return tr("Back to the review")
        rows = self.rows.rows()
        if self._taking_back:
            left = left_to_send(rows)
            return trn("Undo {n} change", "Undo {n} changes", left)
        left = len(rows) - self.rows.count("done")
        return trn("Apply {n} change", "Apply {n} changes", left) if rows else tr("Read again")

    def verb_enabled(self) -> bool:
        return not self.working() or self._doing in ("apply", "undo")

    def may_go_back(self) -> bool:
        return not self.working() and not self.rows.count("done", "failed", "unknown")

    def cancel_text(self) -> str:
        return tr("Cancel") if self.working() else tr("Close")

    def _nothing_left(self) -> bool:
        """Tell whether a plan was read and has no change, as after a set-up that was resumed when all was made."""
        plan = self.visit.learnt.plan
        return plan is not None and not plan.rows and not self._taking_back

    def _finished(self) -> bool:
        rows = self.rows.rows()
        return bool(rows) and not self._taking_back and self.rows.count("done") == len(rows)

    def _goes_on_without(self) -> int:
        """Return how many places were left out, where the way goes on without them."""
        return 0 if self.working() or self._taking_back else left_out(self.rows.rows())

    # coming and going

    def enter(self) -> None:
        plan, agreed = self.visit.learnt.plan, self.visit.undo_now
        self.visit.undo_now = ()
        if agreed:
            self._undo_agreed(agreed)
        elif plan is None:
            self._taking_back = self._undone = self._partly = False
            self.work(self._plan_again(), tr("Reading what is there now."), self.enter)
        elif self.visit.apply_now:
            self.visit.apply_now = False
            self._load(plan)
            self._apply()
        elif self._cut_off:
            self._look()
        elif not self.rows.rows() or plan is not self._shown:
            self._load(plan)

    def press(self) -> None:
        if self.working():
            self._stop_now() if self._stopping else self._stop()
        elif self._finished() or self._nothing_left() or self._goes_on_without():
            self.go_on()
        elif self._undone:
            self.wanted.emit("review")
        elif self._taking_back:
            self._undo()
        elif self.rows.rows():
            self._apply()
        else:
            self.enter()

    def _load(self, plan: Plan) -> None:
        self._shown, rows = plan, plan.rows
        self._taking_back = self._undone = self._partly = False
        self.notices.take_away(STANDING)
        self._bar.load(rows)
        self._bar.setVisible(bool(rows))
        self.rows.load(rows)

    async def _plan_again(self) -> None:
        answers = self.visit.answers
        plan = await self.ask(lambda desk: desk.make_plan(answers))
        self.visit.learnt.plan = plan
        self._load(plan)
        if self.visit.session:
            interrupted = await self.ask(lambda desk: desk.cut_off())
            self.show_findings([interrupted] if interrupted is not None else [])

    # applying

    def _apply(self) -> None:
        self._stopping = False
        self.notices.take_away(STANDING)
        self.work(self._make_changes(), tr("Making the changes."), self._apply)
        self._doing = "apply"
        self.changed.emit()

    async def _make_changes(self) -> None:
        plan = self.visit.learnt.plan
        if plan is None:
            return
        self.visit.mark(self.step, StepState.WORKING)
        listen = self.relay(self._one)
        rows = tuple(await self.ask(lambda desk: desk.apply(plan, listen)))
        if any(row.state == "failed" for row in rows):
            rows = await self._standing(plan, rows, read_back=False)
        self._take(rows)
        self._doing = ""
        self.visit.learnt.applied, self.visit.learnt.undone = self.rows.rows(), False
        self._show_failed(
            first_of_each([row for row in rows if row.finding is not None and row.state in ("failed", "unknown")])
        )
        self._say_standing()

    async def _standing(self, plan: Plan, rows: tuple[PlanRow, ...], *, read_back: bool) -> tuple[PlanRow, ...]:
        return tuple(await self.ask(lambda desk: desk.standing(plan, rows, read_back=read_back)))

    def _one(self, row: PlanRow) -> None:
        self._put(row)
        if not row.independent:
            self.changed.emit()
        elif not self._soon.isActive():
            self._soon.start()  # of many places some end together; heading and bar are told of them once

    def _put(self, row: PlanRow) -> None:
        self.rows.change(row)
        self._bar.change(row)

    def _take(self, rows: tuple[PlanRow, ...]) -> None:
        for row in rows:
            self._put(row)
        self.changed.emit()

    def stand(self, rows: tuple[PlanRow, ...]) -> None:
        """Show how all rows stand, and say it."""
        self._take(rows)
        self._say_standing()

    def _say_standing(self) -> None:
        """Say how all rows stand, and offer what can be done now."""
        done, without = self.rows.count("done"), left_out(self.rows.rows())
        state = StepState.DONE if self._finished() else StepState.ATTENTION if without else StepState.FAILED
        self.visit.mark(self.step, state, str(done))
        self.tell_from_afar(tr("The changes are made.") if self._finished() else tr("The changes have stopped."))
        if self._finished():
            self.visit.open_ends.settle(CHANGES)
            self.visit.mark(self.visit.after(self.step), StepState.TO_DO)
            self.notices.take_away(STANDING)
            self.lead_on(tr("The changes are made."))
            return
        if without:
            self._say_left_out()
            return
        actions: dict[str, Callable[[], object]] = {}
        if not self.faults.count():  # else the cards offer the same
            actions[tr("Continue")] = self._apply
        if self.rows.count("unknown"):
            actions[tr("Look whether it was made")] = self._look
        if actions and (done or self.rows.count("unknown")):
            actions[tr("Undo what was done")] = self._undo
        self._leave_open()
        tone: Tone = "warn" if self.rows.count("unknown", "failed") else "info"
        stopped = tr("Stopped.")
        self.notices.say(STANDING, tone, f"{stopped} {standing_text(self.rows.rows())}", actions)

    def _say_left_out(self) -> None:
        """Say that places were left out: the way goes on without them, or tries them again."""
        self.visit.open_ends.settle(CHANGES)
        self.visit.mark(self.visit.after(self.step), StepState.TO_DO)
        actions: dict[str, Callable[[], object]] = {tr("Back to the review"): partial(self.wanted.emit, "review")}
        if self.rows.count("failed"):
            actions = {tr("Try them again"): self._apply}
        actions[tr("Undo what was done")] = self._undo
        self.notices.say(STANDING, "warn", said_of(self.rows.rows()), actions)
        self.came_to_end.emit()

    def _leave_open(self) -> None:
        """Take note of a plan that is half made; one of which nothing was made leaves nothing."""
        rows = self.rows.rows()
        if any(row.state in ("done", "unknown") for row in rows):
            self.visit.open_ends.leave(CHANGES, partial(standing_text, rows))
        else:
            self.visit.open_ends.settle(CHANGES)

    def _show_failed(self, rows: list[PlanRow]) -> None:
        self.show_findings(())
        for number, row in enumerate(rows):
            finding, at = row.finding, f"apply.card-{number}"
            if finding is None:
                continue
            more: list[QPushButton] = []
            if self.rows.count("done", "unknown"):
                more.append(button(tr("Undo what was done"), f"{at}.undo", self._undo, "small", "undo"))
            if finding.code == "plan-drifted":
                review = partial(self.wanted.emit, "review")
                more.append(button(tr("Back to the review"), f"{at}.review", review, "small"))
            again = ""
            if finding.code == UNSETTLED:
                again, order = tr("Look again"), partial(self._ask_to_order_again, row.id)
                more.insert(0, button(tr("Order it again"), f"{at}.order", order, "small"))
            self.add_card(self.card(at, finding, self._apply, again, more=more, why=row.id))

    def _ask_to_order_again(self, change: str) -> None:
        self.work(self._order_again(change), tr("Making the changes."), self._apply)

    async def _order_again(self, change: str) -> None:
        if await give_up_order(self, change):
            self._doing = "apply"
            await self._make_changes()
        else:
            self._show_failed([row for row in self.rows.rows() if row.finding is not None])

    def _undo_begins(self) -> None:
        self._bar.hide()
        super()._undo_begins()

    # stopping

    def cancel_asked(self) -> bool:
        if not self.working() or self._doing not in ("apply", "undo"):
            return super().cancel_asked()
        self._stop_now() if self._stopping else self._stop()
        return True

    def _stop(self) -> None:
        self._stopping = True
        self.quietly(self.visit.asking.look(lambda desk: desk.stop_after_this()), "stop after this step")
        said = tr("The change it works on is finished first, so that none is half done. Stop now ends its request.")
        self.notices.say(STANDING, "info", said, {tr("Stop now"): self._stop_now})
        self.changed.emit()

    def _stop_now(self) -> None:
        """End the request in flight; what it did is read back."""
        if self.cancel_work():
            self._look()

    def writes_now(self) -> str:
        doing = {"apply": "changes", "undo": "undo"}.get(self._doing, "")
        return doing if self.working() else ""

    def stop_writing(self) -> None:
        if not self._stopping:
            self._stop()

    def cancelled(self) -> str:
        if self._doing == "look":
            return tr("Cancelled: it was only read back. What is not known is said above.")
        return tr("Cancelled. Only reading was stopped; nothing was written.")

    def cancel_work(self) -> bool:
        self._cut_off = self._cut_off or (self.working() and self._doing in ("apply", "undo"))
        self._doing = ""
        return super().cancel_work()

    def _look(self) -> None:
        self._stopping = False
        self.work(self._look_again(), tr("Reading back what was asked for."), self._look)
        self._doing = "look"
        self.changed.emit()

    async def _look_again(self) -> None:
        plan, rows = self.visit.learnt.plan, self.rows.rows()
        if plan is None:
            return
        if self._taking_back:
            await self._look_what_is_left()
        else:
            # First what the journal knows by itself: a read-back may hang as the request did.
            self.stand(await self._standing(plan, rows, read_back=False))
            if self.rows.count("unknown"):
                self.stand(await self._standing(plan, self.rows.rows(), read_back=True))
            self.visit.learnt.applied = self.rows.rows()
        self._cut_off = False
