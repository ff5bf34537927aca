"""Start: go on where it stopped, connect, check what exists, or practise in the lab."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QPushButton

from wizard.ui.controls import button, frame
from wizard.ui.i18n import show, tr
from wizard.ui.icons import Icon
from wizard.ui.layouts import column, empty, line
from wizard.ui.naming import name
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.step_titles import TITLES
from wizard.ui.visit import host_of

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.journey.values import SessionCard
    from wizard.ui.visit import Visit

_WIDEST = 760


def _inside(label: PlainLabel) -> PlainLabel:
    """Let presses on a text go to the card below it."""
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label


def _stopped(session: SessionCard) -> str:
    begun = time.strftime("%Y-%m-%d %H:%M", time.localtime(session.started_at))
    if session.page not in TITLES:
        return tr("Begun {begun}.", begun=begun)
    return tr("Begun {begun}, stopped at “{page}”.", begun=begun, page=show(TITLES[session.page]))


class Choice(QPushButton):
    """A large choice: icon, title, one line."""

    def __init__(self, identifier: str, icon: str, title: str, text: str, chosen: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("kind", "choice")
        self.setAutoDefault(True)  # Return opens it, as Space does
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(72)
        self.clicked.connect(lambda: chosen())
        row = self._row = line(self, 14, (16, 12, 16, 12))
        texts = column(spacing=3)
        texts.addWidget(_inside(PlainLabel(title, "strong")))
        texts.addWidget(_inside(PlainLabel(text, "muted")))
        for part in (Icon(icon, "accent", 20), Icon("chevron-right", "muted")):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part)
        row.insertLayout(1, texts, 1)
        name(self, identifier, title, text)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return self._row.sizeHint().expandedTo(QSize(0, self.minimumHeight()))


class StartPage(Page):
    """The desk is asked for unfinished sessions once it is there; the choices work before that."""

    step = "start"

    def __init__(self, visit: Visit, open_lab: Callable[[], None] | None = None) -> None:
        super().__init__(visit)
        self._resume = column(spacing=10)
        self.body.addLayout(self._resume)
        self.body.setSpacing(10)
        choices = [
            Choice(
                "start.connect", "link", tr("Connect"),
                tr("A self-managed GitLab with Jira Cloud, step by step"), self._connect,
            ),
            Choice(
                "start.check", "eye", tr("Check an existing connection"),
                tr("Something does not work? Look at both sides without changing anything"), self._check,
            ),
        ]  # fmt: skip
        if open_lab is not None:
            text = tr("Practise or reproduce a failure; nothing real is touched")
            choices.append(Choice("start.lab", "flask", tr("Lab"), text, open_lab))
        for choice in choices:
            choice.setMaximumWidth(_WIDEST)
            self.body.addWidget(choice)
        self._first = choices[0]

    def title(self) -> str:
        return tr("Connect GitLab and Jira")

    def lead(self) -> str:
        return tr("See what will change before it changes. Undo it if you want. Know that it works.")

    def bar_note(self) -> str:
        return tr("Nothing is sent anywhere but to the two sites you name.")

    def first_field(self) -> Choice:
        return self._first

    def enter(self) -> None:
        self.quietly(self._look_for_sessions(), "unfinished sessions")

    def _connect(self) -> None:
        self.visit.start_over()
        self.wanted.emit("gitlab")

    def _check(self) -> None:
        self.visit.start_over(check_only=True)
        self.wanted.emit("gitlab")

    async def _look_for_sessions(self) -> None:
        sessions = await self.ask(lambda desk: desk.sessions())
        empty(self._resume)
        unfinished = [one for one in sessions if not one.done and not one.undone]
        for session in unfinished[:1]:
            card = self._card(session)
            self._resume.addWidget(card)
            resume = card.findChild(QPushButton, "start.resume")
            if resume is not None and self._first.hasFocus():  # nobody has moved yet: what is unfinished comes first
                resume.setFocus()

    def _card(self, session: SessionCard) -> QFrame:
        card = name(frame("card-accent"), "start.session", tr("Unfinished set-up"))
        card.setMaximumWidth(_WIDEST)
        row = line(card, 14, (16, 14, 16, 14))
        row.addWidget(Icon("again", "accent", 20))
        texts = column(spacing=3)
        texts.addWidget(PlainLabel(f"{host_of(session.gitlab)} → {host_of(session.jira)}", "strong"))
        texts.addWidget(PlainLabel(f"{_stopped(session)} {show(session.note)}", "muted"))
        row.addLayout(texts, 1)
        row.addWidget(button(tr("Resume"), "start.resume", lambda: self._go_on(session), "verb"))
        return card

    def _go_on(self, session: SessionCard) -> None:
        self.work(self._resume_session(session.id), tr("Opening the set-up."), lambda: self._go_on(session))

    async def _resume_session(self, session: str) -> None:
        answers, page = await self.ask(lambda desk: desk.resume(session))
        self.visit.take_up(session, answers, page)
        self.wanted.emit(page)
