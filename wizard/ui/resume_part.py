"""What can be gone on with: the newest unfinished set-up as a card, and the list of all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from wizard.ui.controls import button, frame, set_button_text
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr
from wizard.ui.icons import Icon
from wizard.ui.layouts import column, empty, line
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.session_table import SessionTable, begun, between, stopped_at
from wizard.ui.step_titles import TITLES

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.journey.values import SessionCard

Does = Callable[["SessionCard"], object]


def _stopped(session: SessionCard) -> str:
    if session.page not in TITLES:
        return tr("Begun {begun}.", begun=begun(session))
    return tr("Begun {begun}, stopped at “{page}”.", begun=begun(session), page=stopped_at(session))


class ResumePart(QWidget):
    """`go_on`, `forget` and `watch` get the session that was chosen; without `watch` it is not offered."""

    def __init__(self, go_on: Does, forget: Does, watch: Does | None = None) -> None:
        super().__init__()
        self._go_on, self._forget, self._watch = go_on, forget, watch
        self._sessions: tuple[SessionCard, ...] = ()
        whole = column(self, 10)
        self._card = column()
        self.all = button("", "start.all", self._toggle, "link", "lines")
        self.all.setSizePolicy(self.all.sizePolicy().Policy.Fixed, self.all.sizePolicy().Policy.Fixed)
        self.list = QWidget()
        inside = column(self.list, 8)
        self.table = SessionTable(go_on)
        inside.addWidget(self.table)
        inside.addWidget(self._buttons())
        self.list.hide()
        for part in (self.all, self.list):
            whole.addWidget(part)
        whole.insertLayout(0, self._card)
        self.hide()

    def _buttons(self) -> Flow:
        row = Flow()
        row.add(
            button(tr("Go on with this one"), "start.list.resume", lambda: self._with(self._go_on), "small", "again")
        )
        if self._watch is not None:
            watch = self._watch
            row.add(button(tr("Watch this one"), "start.list.watch", lambda: self._with(watch), "small", "pulse"))
        row.add(button(tr("Forget this one…"), "start.list.forget", lambda: self._with(self._forget), "small"))
        return row

    def _with(self, does: Does) -> None:
        session = self.table.chosen()
        if session is not None:
            does(session)

    def load(self, sessions: Sequence[SessionCard]) -> QPushButton | None:
        """Show these sessions, newest first; returns Resume when one is unfinished."""
        shown = [one for one in sessions if not one.forgotten and not one.undone]
        self._sessions = tuple(sorted(shown, key=lambda one: -one.started_at))
        empty(self._card)
        resume = None
        unfinished = next((one for one in self._sessions if not one.done), None)
        if unfinished is not None:
            card, resume = self._newest(unfinished)
            self._card.addWidget(card)
        others = [one for one in self._sessions if one is not unfinished]
        self.all.setVisible(bool(others))
        if not others:
            self.list.hide()
        self.table.load(self._sessions)
        self._say()
        self.setVisible(bool(self._sessions))
        return resume

    def _newest(self, session: SessionCard) -> tuple[QFrame, QPushButton]:
        card = name(frame("card-accent"), "start.session", tr("Unfinished set-up"))
        row = line(card, 14, (16, 14, 16, 14))
        row.addWidget(Icon("again", "accent", 20))
        texts = column(spacing=3)
        texts.addWidget(PlainLabel(between(session), "strong"))
        texts.addWidget(PlainLabel(f"{_stopped(session)} {show(session.note)}", "muted"))
        row.addLayout(texts, 1)
        resume = button(tr("Resume"), "start.resume", lambda: self._go_on(session), "verb")
        row.addWidget(resume)
        return card, resume

    def _toggle(self) -> None:
        self.list.setVisible(self.list.isHidden())
        self._say()
        if not self.list.isHidden():
            self.table.setFocus()

    def _say(self) -> None:
        text = tr("All set-ups ({n})", n=len(self._sessions)) if self.list.isHidden() else tr("Hide the list")
        set_button_text(self.all, text)
