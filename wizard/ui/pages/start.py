"""Start: go on where it stopped, connect, check what exists, take up a hand-over, or practise in the lab."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from wizard.ui.choice import Choice
from wizard.ui.i18n import show, tr, trn
from wizard.ui.layouts import column, empty
from wizard.ui.message_search import MessageSearch
from wizard.ui.pages._base import Page
from wizard.ui.step_titles import TITLES

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.documents.hand_over_reading import Reading
    from wizard.documents.plan_archive import ArchivedPlan
    from wizard.domain.answers import Answers
    from wizard.journey.values import SessionCard
    from wizard.ui.resume_part import ResumePart
    from wizard.ui.visit import Visit

_WIDEST = 760
LAB = "lab"
"""What the bar about the simulated world is about."""
FILE = "file"
"""What the bar about a file that cannot be taken is about."""


class StartPage(Page):
    """The desk is asked for unfinished sessions once it is there; the choices work before that."""

    step = "start"

    def __init__(self, visit: Visit, open_lab: Callable[[], None] | None = None) -> None:
        super().__init__(visit)
        self._handed = column(spacing=10)
        self._resumable = column()
        self._resume: ResumePart | None = None
        self.body.addLayout(self._handed)
        self.body.addLayout(self._resumable)
        self.body.setSpacing(10)
        choices = self._choices(open_lab)
        for choice in choices:
            choice.setMaximumWidth(_WIDEST)
            self.body.addWidget(choice)
        self._first = choices[0]
        if visit.mode == "lab":
            said = tr("A lab on this computer: GitLab, GitLab.com and Jira are simulated; nothing real is touched.")
            self.notices.say(LAB, "info", said)
        self.message = MessageSearch(self._check, lambda: self.wanted.emit("recipes"), self._explain)
        self.message.setMaximumWidth(_WIDEST)
        self.body.addWidget(self.message)
        self.setAcceptDrops(True)

    def _choices(self, open_lab: Callable[[], None] | None) -> list[Choice]:
        choices = [
            Choice(
                "start.connect", "link", tr("Connect"),
                tr("GitLab with Jira Cloud, step by step"), self._connect,
            ),
            Choice(
                "start.integration", "lines", tr("Jira issue integration"),
                tr("Mentions of issues in commits and merge requests become links: one project or a thousand"),
                self._set_up_integration,
            ),
            Choice(
                "start.check", "eye", tr("Check an existing connection"),
                tr("Something does not work? Look at both sides without changing anything"), self._check,
            ),
            Choice(
                "start.handover", "person", tr("Open a hand-over"),
                tr("Go on where somebody else stopped, or with a prepared plan; choose the file, or drop it"),
                self._choose_file,
            ),
            Choice(
                "start.prepare", "box", tr("Prepare offline"),
                tr("Descriptors, plans, run books and issue keys, with no network and no sign-in"),
                lambda: self.wanted.emit("prepare"),
            ),
        ]  # fmt: skip
        if open_lab is not None:
            text = tr("Practise or reproduce a failure; nothing real is touched")
            choices.append(Choice("start.lab", "flask", tr("Lab"), text, open_lab))
        return choices

    def title(self) -> str:
        return tr("Connect GitLab and Jira")

    def lead(self) -> str:
        return tr("See what will change before it changes. Undo it if you want. Know that it works.")

    def bar_note(self) -> str:
        return tr("Nothing is sent anywhere but to the sites you name; a private listing also asks the Marketplace.")

    def first_field(self) -> Choice:
        return self._first

    def enter(self) -> None:
        self.quietly(self._look_for_sessions(), "unfinished sessions")

    def _connect(self) -> None:
        self.visit.start_over()
        self.wanted.emit("gitlab")

    def _set_up_integration(self) -> None:
        from wizard.domain.route import Route  # after the first paint

        self.visit.start_over()
        self.visit.change("start", route=Route.INTEGRATION, integration_scope="project")
        self.wanted.emit("gitlab")

    def _check(self) -> None:
        self.visit.start_over(check_only=True)
        self.wanted.emit("gitlab")

    def _explain(self, anchor: str) -> None:
        """Open the help at a finding."""
        self.visit.help_at = anchor
        self.wanted.emit("help")

    # sessions

    async def _look_for_sessions(self) -> None:
        sessions = await self.ask(lambda desk: desk.sessions())
        resume = self._resume_part().load(sessions)
        if resume is not None and self._first.hasFocus():  # nobody has moved yet: what is unfinished comes first
            resume.setFocus()

    def _resume_part(self) -> ResumePart:
        """Return the part with the set-ups; it is made when they are known, after the first paint."""
        from wizard.ui.resume_part import ResumePart

        if self._resume is None:
            watch = self._watch if self.visit.watching.offered() else None
            self._resume = ResumePart(self._go_on, self._ask_to_forget, watch)
            self._resume.setMaximumWidth(_WIDEST)
            self._resumable.addWidget(self._resume)
        return self._resume

    def _go_on(self, session: SessionCard) -> None:
        self.work(self._resume_session(session.id), tr("Opening the set-up."), lambda: self._go_on(session))

    async def _resume_session(self, session: str) -> None:
        answers, stopped = await self.ask(lambda desk: desk.resume(session))
        # A set-up that a command began has not been on a page yet.
        page = stopped if stopped in TITLES else "gitlab"
        self.wanted.emit(self.visit.take_up(session, answers, page))

    def _watch(self, session: SessionCard) -> None:
        self.work(self._begin_to_watch(session.id), tr("Opening the set-up."), partial(self._watch, session))

    async def _begin_to_watch(self, session: str) -> None:
        told = await self.ask(lambda desk: desk.archive.told(session))
        self.visit.watching.watch(told.answers)
        self.wanted.emit("monitor")

    def _ask_to_forget(self, session: SessionCard) -> None:
        self.work(self._forget(session), tr("Forgetting the set-up."), lambda: self._ask_to_forget(session))

    async def _forget(self, session: SessionCard) -> None:
        from wizard.ui.dialogs import confirm  # after the first paint
        from wizard.ui.session_table import begun, between

        stays = tr("Nothing of it stands outside.")
        if session.standing:
            stays = trn(
                "{n} change of it stays as it is. The list no longer offers to undo it; the command undo with "
                "--session {session} still does.",
                "{n} changes of it stay as they are. The list no longer offers to undo them; the command undo with "
                "--session {session} still does.",
                session.standing,
                session=session.id,
            )
        with self.questioned():
            sure = await confirm(
                self.window(),
                title=tr("Forget the set-up {sides} of {begun}?", sides=between(session), begun=begun(session)),
                why=tr("It leaves this list. {stays}", stays=stays),
                verb=tr("Forget it"),
                keep=tr("Keep it"),
            )
        if sure:
            await self.ask(lambda desk: desk.archive.forget(session.id))
            await self._look_for_sessions()

    # files of other people

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        self.open_file(Path(event.mimeData().urls()[0].toLocalFile()))
        event.acceptProposedAction()

    def _choose_file(self) -> None:
        from wizard.ui.opening import choose  # after the first paint

        pattern = tr("Hand-over, plan or answers file (*.gjw-handover *.gjwplan *.toml)")
        choose(self, tr("Open a hand-over"), pattern, self.open_file)

    def open_file(self, path: Path) -> None:
        """Open a hand-over, a prepared plan or an answers file."""
        self.work(self._read(path), tr("Reading {file}.", file=path.name), partial(self.open_file, path))

    async def _read(self, path: Path) -> None:
        from wizard.documents import plan_archive
        from wizard.documents.hand_over_reading import LARGEST, HandOverError, read
        from wizard.domain.answers import AnswersError, read_answers
        from wizard.ui import opening

        self.notices.take_away(FILE)
        empty(self._handed)
        try:
            data = await opening.read(path, max(LARGEST, plan_archive.LARGEST))
            if path.suffix == plan_archive.ENDING:
                self._take_up_plan(plan_archive.read(data), path)
            elif path.suffix == ".toml" and len(data) <= LARGEST:
                self._prefill(read_answers(data), path)
            else:
                self.show_handed(read(data))
        except OSError as error:
            self._cannot(tr("{file} could not be read: {reason}.", file=path.name, reason=error.strerror or "-"))
        except AnswersError as error:
            self._cannot(tr("{file} cannot be used: {problem}.", file=path.name, problem=error.problem[:300]))
        except (HandOverError, plan_archive.PlanArchiveError) as error:
            self._cannot(tr("{file}: {problem}", file=path.name, problem=show(error.text)))

    def _cannot(self, said: str) -> None:
        self.notices.say(FILE, "error", said, dismiss=lambda: self.notices.take_away(FILE))

    def _prefill(self, answers: Answers, path: Path) -> None:
        self.visit.start_over(answers)
        self.said.emit(tr("What {file} says is filled in; look at each page.", file=path.name))
        self.wanted.emit("gitlab")

    def _take_up_plan(self, prepared: ArchivedPlan, path: Path) -> None:
        from wizard.ui import prepared_plan

        prepared_plan.take_up(self.visit, prepared)
        said = tr("{file} is filled in; what it assumed is looked at before anything is changed.", file=path.name)
        self.said.emit(said)
        self.wanted.emit("gitlab")

    def show_handed(self, reading: Reading) -> None:
        """Show a hand-over above everything else; nothing of it is taken up yet."""
        from wizard.ui.hand_over_view import HandOverView  # after the first paint

        take = partial(self._take_over, reading)
        view = HandOverView(reading, self.visit.mode, take, partial(empty, self._handed), self.copy)
        view.setMaximumWidth(_WIDEST)
        self._handed.addWidget(view)
        view.go_on.setFocus()
        self.to_see.emit(view)

    def _take_over(self, reading: Reading) -> None:
        one = reading.hand_over
        empty(self._handed)
        self.wanted.emit(self.visit.take_over(one.answers, one.page))
