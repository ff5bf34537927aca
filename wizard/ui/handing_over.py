"""Hands a set-up over to another person: as a file that opens at the right page, or as a text for a message."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QPushButton

from wizard import documents
from wizard.documents import hand_over, hand_over_text
from wizard.documents.hand_over import HandOver
from wizard.documents.sheet import as_markdown, as_plain
from wizard.domain.errors import PortError
from wizard.ui.controls import button, field_label, line_edit
from wizard.ui.dialogs import make_dialog
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column, line
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel, visible
from wizard.ui.saving import save

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.journey.telling import Told
    from wizard.journey.values import TaskRow
    from wizard.ui.pages._base import Page

_SIZE = QSize(600, 600)
_NEXT = {"done": "verify"}
"""Where the next person begins, if not at this page: the proof of one session is none of another."""


def hand_over_button(page: Page, identifier: str, task: str = "") -> QPushButton:
    """Return the button that hands this page over, or one task of it."""
    return button(tr("Hand over…"), identifier, lambda: hand_on(page, task), "small", "person")


def hand_on(page: Page, task: str = "", to_page: str = "") -> None:
    """Open the dialog; what the next person needs comes in while it is open, and the page stays as it is."""
    dialog = HandOverDialog(page)
    dialog.open()
    page.quietly(_gather(page, dialog, task, to_page or _NEXT.get(page.step, page.step)), "hand over")


async def _gather(page: Page, dialog: HandOverDialog, task: str, to_page: str) -> None:
    answers, session, plan = page.visit.answers, page.visit.session, page.visit.learnt.plan
    tasks: tuple[TaskRow, ...]
    try:
        tasks = tuple(await page.ask(lambda desk: desk.tasks(answers)))
    except PortError:
        # A side that does not answer shall not keep people from handing over.
        tasks = plan.tasks if plan is not None else ()
    told: Told | None = None
    if session:
        with contextlib.suppress(PortError):
            told = await page.ask(lambda desk: desk.archive.told(session))
    dialog.take(hand_over.hand_over(answers, to_page, tasks, told, task, show))


@dataclass(slots=True)
class _Fields:
    by: QLineEdit
    whom: QLineEdit


class HandOverDialog:
    """Asks who gets it and shows what is in it; the file is written where one chooses."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._one: HandOver | None = None
        learnt = page.visit.learnt
        signed_in = learnt.gitlab_signed_in or learnt.jira_signed_in
        self._fields = _Fields(line_edit("hand-over.by", tr("Your name")), line_edit("hand-over.whom", tr("For whom")))
        self._fields.by.setText(signed_in.user_name if signed_in is not None else "")
        self.dialog: QDialog = make_dialog(page.window(), "hand-over", tr("Hand over this step"))
        self.dialog.resize(_SIZE)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setPlainText(tr("Gathering what the next person needs."))
        self._save_file = button(tr("Save file"), "hand-over.save", self._save, "verb")
        self._copy_text = button(tr("Copy as text"), "hand-over.copy", self._copy, "plain", "copy")
        for one in (self._save_file, self._copy_text):
            one.setEnabled(False)
        self._build()

    def _build(self) -> None:
        inner = column(self.dialog, 10, (24, 22, 24, 18))
        inner.addWidget(PlainLabel(tr("Hand over this step"), "strong"))
        said = tr("The next person opens it on another computer, at the right page, and signs in as themselves. "
                  "It holds no token, no password and no e-mail address.")  # fmt: skip
        inner.addWidget(PlainLabel(said, "muted"))
        for label, field in ((tr("For whom"), self._fields.whom), (tr("Your name"), self._fields.by)):
            inner.addWidget(field_label(label, field))
            inner.addWidget(field)
            field.textChanged.connect(self._show)
        inner.addWidget(PlainLabel(tr("What is in it"), "strong"))
        inner.addWidget(name(self._text, "hand-over.text", tr("What is in it")), 1)
        row = line(spacing=10)
        row.addWidget(self._save_file)
        row.addWidget(self._copy_text)
        row.addStretch(1)
        row.addWidget(button(tr("Close"), "hand-over.close", self.dialog.reject))
        inner.addLayout(row)

    def open(self) -> None:
        self.dialog.open()
        self._fields.whom.setFocus()

    def take(self, one: HandOver) -> None:
        """Show what was gathered; nothing happens when the dialog was closed before."""
        if not shiboken6.isValid(self.dialog):
            return
        self._one = one
        if not self._fields.whom.text():
            self._fields.whom.setText(one.for_whom)
        for each in (self._save_file, self._copy_text):
            each.setEnabled(True)
        self._show()

    def _signed(self, one: HandOver) -> HandOver:
        return hand_over.signed(
            one,
            by=self._fields.by.text().strip()[:200],
            for_whom=self._fields.whom.text().strip()[:200],
            at=time.time(),
            program=documents.PROGRAM,
            world=self._page.visit.mode,
        )

    def _said(self, one: HandOver) -> str:
        return as_markdown(hand_over_text.sheet(self._signed(one), show), show)

    def _show(self) -> None:
        if self._one is not None:
            read = as_plain(hand_over_text.sheet(self._signed(self._one), show), show)
            self._text.setPlainText(visible(read, 50_000))

    def _copy(self) -> None:
        if self._one is not None:
            self._page.copy(self._said(self._one))

    def _save(self) -> None:
        if self._one is None:
            return
        one = self._signed(self._one)
        host = "".join(char if char.isalnum() or char in ".-" else "-" for char in one.answers.gitlab.url[8:])[:60]
        file_name = f"{host or 'set-up'}{hand_over.EXTENSION}"
        save(self._page, tr("Save the hand-over"), file_name, lambda: hand_over.write(one).decode())
        self.dialog.accept()
