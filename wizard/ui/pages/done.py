"""Done: what was changed and proven, what comes next, and how to take it back."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from wizard.documents import PROGRAM
from wizard.documents.report import report
from wizard.documents.sheet import Sheet, as_html, as_markdown
from wizard.domain import on_route
from wizard.domain.answers import write_answers
from wizard.domain.route import Route
from wizard.journey.values import EarlierProof, Forecast, Mark, PlanRow
from wizard.ui import button_words
from wizard.ui.controls import button, menu_button, set_button_text
from wizard.ui.done_words import alone, comes_next, goes_on, left_behind, what_stands
from wizard.ui.flow import Flow
from wizard.ui.handing_over import hand_over_button
from wizard.ui.i18n import language, show, tr, trn
from wizard.ui.layouts import column, empty
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.plan_rows import PlanRows
from wizard.ui.proof_words import arrived, covered, proven_before
from wizard.ui.saving import save
from wizard.ui.signing_out import SigningOut
from wizard.ui.status_row import StatusRow
from wizard.ui.step_state import StepState
from wizard.ui.step_titles import TITLES
from wizard.ui.taking_back import STANDING, look_what_is_left, say_stopped
from wizard.ui.undoing import Ending, ask_to_undo, left_to_send, staying_rows, still_ours, undo_rows, what_stays
from wizard.ui.visit import Visit, host_of
from wizard.ui.warned_again import ask_warned_again


class DonePage(Page):
    step = "done"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._partly = self._taking_back = self._stopping = False
        self._open: tuple[str, ...] = ()
        """Steps that are to be gone through again before anything is said to be connected."""
        self._earlier: EarlierProof | None = None
        """A test that stood on other answers than those of now."""
        self._forecast: Forecast | None = None
        self._facts = column(spacing=0)
        self.rows = PlanRows("done.change", choosable=True)
        self.rows.chosen_changed.connect(self._follow)
        self._staying: tuple[PlanRow, ...] = ()
        """Changes that an undo would leave now."""
        self._stays = PlainLabel("", "muted")
        self._next = PlainLabel("", "muted")
        self._what = PlainLabel(tr("What was changed"), "strong")
        self.undo = button(tr("Undo all"), "done.undo", self._undo, "small", "undo")
        self.watch = button(tr("Watch this connection"), "done.watch", self._watch, "small", "pulse")
        self.another = button(tr("Connect another group"), "done.another", self._another, "small", "link")
        self.body.setSpacing(8)  # so that what is kept of tokens is seen without scrolling where little was changed
        self.body.addLayout(self._facts)
        self.body.addWidget(self._what)
        self.body.addWidget(self.rows)
        self.body.addWidget(self._stays)
        self.body.addWidget(PlainLabel(tr("What comes next"), "strong"))
        self.body.addWidget(self._next)
        self._more = PlainLabel("", "muted")
        self._nothing = PlainLabel(
            tr("On GitLab.com nothing was changed; the test alone made a branch and removed it again."), "muted"
        )
        self.body.addWidget(self._more)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._buttons())
        self.tokens = SigningOut(self, "done.tokens")
        self.body.addWidget(self.tokens)

    def _buttons(self) -> Flow:
        reports: dict[str, Callable[[], object]] = {
            tr("as Markdown"): partial(self._report, "report.md", lambda made: as_markdown(made, show)),
            tr("as HTML"): partial(self._report, "report.html", lambda made: as_html(made, show, language())),
        }
        reports[tr("the answers, for the command run")] = self._save_answers
        row = Flow(10)
        row.add(menu_button(tr("Save report"), "done.report", reports))
        row.add(hand_over_button(self, "done.hand-over"))
        row.add(self.watch)
        row.add(self.another)
        row.add(self.undo)
        return row

    def title(self) -> str:
        if self.visit.learnt.undone:
            return tr("The set-up is undone")
        if self._partly:
            return tr("Partly undone")
        if self._open:
            return tr("Answers were changed")
        proof = self.visit.learnt.proof
        return tr("GitLab and Jira are connected") if proof is not None and proof.ok else tr("The set-up is done")

    def lead(self) -> str:
        gitlab, jira = host_of(self.visit.answers.gitlab.url), host_of(self.visit.answers.jira.url)
        if self._open:
            steps = ", ".join(show(TITLES[step]) for step in self._open)
            if self._earlier is not None:
                again = tr("To go through again: {steps}.", steps=steps)
                return f"{proven_before(self._earlier)} {again}"
            return tr("Nobody has looked whether they are connected. To go through again: {steps}.", steps=steps)
        return f"{gitlab} → {jira}"

    def verb(self) -> str:
        return tr("Go to {page}", page=show(TITLES[self._open[0]])) if self._open else button_words.end()

    def cancel_text(self) -> str:
        return tr("Cancel") if self.working() else tr("Close") if self._open else ""

    def press(self) -> None:
        self.wanted.emit(self._open[0] if self._open else "close")

    def enter(self) -> None:
        self._partly, self._earlier, self._staying = False, None, ()
        self._open = () if self.visit.learnt.undone else self.visit.unsettled()
        self._show_facts()
        if not self.visit.learnt.undone:
            self.rows.load(self.visit.learnt.applied)
        self._next.setText(comes_next(self.visit.answers))
        self._more.setText(goes_on(self.visit.answers))
        self._follow()
        self._nothing.setVisible(self.visit.answers.route is Route.SAAS)
        self.visit.mark(self.step, StepState.ATTENTION if self._open else StepState.DONE)
        self.tokens.look()
        self.changed.emit()  # heading and verb were read before it was known what is open
        if self._open:
            self._say_what_is_open()
            self.quietly(self._remember_earlier(), "earlier proof")
            return
        if self.visit.learnt.undone:
            self._say_what_is_left()
            return
        self.quietly(self._foresee(), "forecast")
        self.quietly(self._remember_changes(), "changes of this session")
        if self.visit.learnt.proof is None:
            self.quietly(self._remember_proof(), "last proof")
        elif self.visit.learnt.proof.ok:
            self.quietly(ask_warned_again(self), "checks that warned")

    def _follow(self) -> None:
        """Show what fits how things stand; the button says how many changes it takes back, and goes with the last."""
        rows, taken = self.rows.rows(), self.visit.learnt.undone or self._partly or bool(self._open)
        stays = {row.id for row in self._staying} if not taken else set()
        n = left_to_send([row for row in rows if row.id not in stays])
        if self._partly:
            text = trn("Undo what is left: {n} change", "Undo what is left: {n} changes", n)
        else:
            text = trn("Undo all: {n} change", "Undo all: {n} changes", n)
        if chosen := len({*self.rows.chosen()} - stays):
            text = trn("Undo what is chosen: {n} change", "Undo what is chosen: {n} changes", chosen)
        set_button_text(self.undo, text if n else tr("What to take back by hand"))
        self.undo.setVisible(bool(still_ours(rows)))
        self._what.setVisible(bool(rows))
        self._what.setText(tr("What was taken back") if self._is_taken_back() else tr("What was changed"))
        partly = tr("An undo takes back only a part of this.")
        self._stays.setText(f"{partly} {what_stays(self._staying)}")
        self._stays.setVisible(bool(stays))
        self._more.setVisible(not taken)
        self.tokens.leave([row for row in rows if self._partly and still_ours((row,))])
        self.another.setVisible(not taken)
        self.watch.setVisible(not taken and self.visit.watching.offered())
        place = alone(self.visit.answers)
        set_button_text(self.another, tr("Set up another place") if place else tr("Connect another group"))

    def _is_taken_back(self) -> bool:
        """Tell whether the rows are those of an undo."""
        return self._partly or self.visit.learnt.undone

    async def _remember_changes(self) -> None:
        """Show what an undo would take back: the last pass may have found in place what an earlier one made."""
        session = self.visit.session
        made = await self.ask(lambda desk: desk.undo_plan(session))
        shown = {row.id for row in self.rows.rows()}
        if self.working() or self._partly or self.visit.learnt.undone:
            return
        self._staying = staying_rows(made)
        if shown != {row.id for row in made}:
            self.rows.load(tuple(replace(row, state="done", finding=None) for row in reversed(made)))
        self._follow()

    async def _remember_proof(self) -> None:
        answers = self.visit.answers
        self.visit.learnt.proof = await self.ask(lambda desk: desk.last_proof(answers))
        if self.visit.learnt.proof is None:
            await self._remember_earlier()
            return
        self._show_facts()
        self.changed.emit()

    async def _remember_earlier(self) -> None:
        """Say of a test of other answers what it covered: those of now are not proven by it."""
        answers = self.visit.answers
        self._earlier = await self.ask(lambda desk: desk.earlier_proof(answers))
        if self._earlier is not None and not self.visit.learnt.undone and not self._partly:
            self._open = self._open or ("verify",)
            self.visit.mark(self.step, StepState.ATTENTION)
            self._say_what_is_open()
            self._follow()
        self._show_facts()
        self.changed.emit()

    def _say_what_is_open(self) -> None:
        self._next.setText(tr("Go through these steps; then the test on the page Verify proves the connection."))

    def _show_facts(self) -> None:
        proof = self.visit.learnt.proof
        empty(self._facts)
        taken = self.visit.learnt.undone or self._partly
        if self._open:
            note = tr("the last test was one of other answers, or of a server that did not answer since")
            if self._earlier is not None:
                note = covered(self._earlier)
            self._fact("proof", tr("Not proven"), note, Mark.WARNING)
        elif proof is not None and proof.ok and not taken:
            self._fact("proof", tr("Proven"), arrived(proof))
        elif not taken:
            note = tr("no test has reached Jira since the last change; run it on the page Verify")
            self._fact("proof", tr("Not proven"), note, Mark.WARNING)
        if not taken:
            mark = Mark.WAITING if self._open else Mark.OK
            self._fact("groups", *what_stands(self.visit.answers, self.rows.rows()), mark)

    def _fact(self, what: str, title: str, note: str, mark: Mark = Mark.OK) -> None:
        row = StatusRow(f"done.{what}", title, title_width=120)
        row.change(mark, note)
        self._facts.addWidget(row)

    async def _foresee(self) -> None:
        answers = self.visit.answers
        if alone(answers):
            return
        forecast = self._forecast = await self.ask(lambda desk: desk.forecast(answers))
        projects = trn("{n} project", "{n} projects", forecast.projects)
        minutes = trn("about {n} minute", "about {n} minutes", max(forecast.minutes, 1))
        said = tr(
            "The first sync sends what is there already: {projects}, {minutes}.", projects=projects, minutes=minutes
        )
        if not self._open:
            self._next.setText(said)

    def _watch(self) -> None:
        """Let the monitor look at this connection from now on, and show what it sees."""
        self.visit.watching.watch(self.visit.answers)
        self.wanted.emit("monitor")

    def _another(self) -> None:
        """Go back to the groups or places; what is connected stays chosen."""
        step = "integration" if alone(self.visit.answers) else "groups"
        self.visit.mark(step, StepState.ATTENTION)
        self.wanted.emit(step)

    def _report(self, file_name: str, write: Callable[[Sheet], str]) -> None:
        again = partial(self._report, file_name, write)
        self.work(self._save_report(file_name, write), tr("Reading what was done."), again)

    def _save_answers(self) -> None:
        answers = self.visit.answers
        save(self, tr("Save the answers"), "answers.toml", lambda: write_answers(answers).decode())

    async def _save_report(self, file_name: str, write: Callable[[Sheet], str]) -> None:
        session = self.visit.session
        told = await self.ask(lambda desk: desk.archive.told(session))
        text = write(report(told, time.time(), PROGRAM, self._forecast))
        save(self, tr("Save the report"), file_name, lambda: text)

    def writes_now(self) -> str:
        return "undo" if self.working() and self._taking_back else ""

    def stop_writing(self) -> None:
        self._stopping = True
        self.quietly(self.visit.asking.look(lambda desk: desk.stop_after_this()), "stop after this step")
        said = tr("The change it works on is finished first, so that none is half done. Stop now ends its request.")
        self.notices.say(STANDING, "info", said, {tr("Stop now"): self._stop_now})

    def cancel_asked(self) -> bool:
        if not self.writes_now():
            return super().cancel_asked()
        self._stop_now() if self._stopping else self.stop_writing()
        return True

    def _stop_now(self) -> None:
        """End the request in flight; what it did is read back."""
        if self.cancel_work():
            self._look()

    def _look(self) -> None:
        self.work(self._look_again(), tr("Reading back what was asked for."), self._look)

    async def _look_again(self) -> None:
        whole = await look_what_is_left(self, self.rows)
        self._tell(Ending.WHOLE if whole else Ending.STOPPED)

    def _undo(self) -> None:
        self.work(self._undo_all(), tr("Looking at what can be undone."), self._undo)

    async def _undo_all(self) -> None:
        only = self.rows.chosen()
        planned = await ask_to_undo(self, only)
        if not planned:
            return
        self.notices.take_away(STANDING)
        self._taking_back, self._stopping = True, False
        try:
            ending = await undo_rows(self, self.rows, planned, self._undo, only)
        finally:
            self._taking_back = False
        self._tell(ending)

    def _tell(self, ending: Ending) -> None:
        """Say how far an undo came."""
        self.notices.take_away(STANDING)
        self._partly = ending is Ending.PARTLY
        self._show_facts()
        self._follow()
        self.changed.emit()
        if ending is Ending.CHOSEN:
            self.quietly(self._remember_changes(), "changes of this session")
            self.said.emit(tr("What was chosen is undone; the rest stands as it did."))
            return
        if ending is Ending.STOPPED:
            say_stopped(self, self.rows, self._undo)
        else:
            self._say_what_is_left()
            self.said.emit(tr("Undone.") if ending is Ending.WHOLE else tr("Partly undone."))

    def _say_what_is_left(self) -> None:
        """Say what people still do by hand after an undo."""
        host = host_of(self.visit.answers.jira.url)
        if self._partly:
            said = tr("What stays for now is said below, with what to do; then undo again.")
        elif alone(self.visit.answers):
            said = left_behind()
        elif on_route.leaf(self.visit.answers):
            said = tr(
                "The groups may still be linked on the page of the proxy's app in Jira: unlink them there. The app "
                "itself stays; other instances may be behind it too."
            )
        elif on_route.own_descriptor(self.visit.answers):
            said = tr("Switch development mode off in {host} if nobody else needs it.", host=host)
        else:
            said = tr(
                "The groups may still be linked in Jira: remove the app there by hand if nobody else needs it. "
                "What Jira has received stays there."
            )
        self._next.setText(said)
