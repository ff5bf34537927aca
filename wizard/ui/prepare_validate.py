"""Prepare offline, validate: a descriptor looked at as Jira does, while it is typed, with the line of each fault."""

import asyncio
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wizard.connect.descriptor_checking import Validation, errors_of, validate
from wizard.connect.descriptor_problem import DescriptorProblem
from wizard.domain.findings import Severity
from wizard.ui import prepare_sources
from wizard.ui.controls import button, field_label
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr, trn
from wizard.ui.layouts import column
from wizard.ui.naming import name
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.prepare_rows import TextRows
from wizard.ui.result_line import ResultLine
from wizard.ui.row_table import RowTable
from wizard.ui.spawn import loop_runs
from wizard.ui.timings import TYPING_PAUSE

_LINES_HIGH, _ROWS_SHOWN = 12, 5
_PARTS = (0.12, 0.08, 0.3)


class ValidatePart(QWidget):
    """The text stays as it was typed or opened; nothing is changed in it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._problems = page, tuple[DescriptorProblem, ...]()
        self.text = QPlainTextEdit()
        self.text.setProperty("kind", "code")
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        name(self.text, "prepare.validate.text", tr("The descriptor"))
        self.result = ResultLine("prepare.validate.result")
        self.model = TextRows((tr("How bad"), tr("Line"), tr("Where"), tr("What is wrong")))
        self.table = RowTable(self.model, _PARTS, rows_shown=_ROWS_SHOWN, opened=lambda at: self.go_to(at.row()))
        name(self.table, "prepare.validate.table", tr("What is wrong"), tr("Return goes to the line"))
        self.detail = PlainLabel("", "muted", selectable=True)
        whole = column(self, 10)
        files = Flow()
        files.add(button(tr("Open a descriptor…"), "prepare.validate.open", self._ask_for_file, "small", "file"))
        label = field_label(tr("The descriptor, as JSON"), self.text)
        for part in (label, self.text, files, self.result, self.table, self.detail):
            whole.addWidget(part)
        self._pause = QTimer(self, interval=TYPING_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._look)
        self.text.textChanged.connect(self._pause.start)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._show_detail(now.row()))
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * _LINES_HIGH + 26)

    def _ask_for_file(self) -> None:
        prepare_sources.ask_for_file(self._page, self.open)

    def open(self, path: Path) -> None:
        self._page.quietly(self._open(path), "open descriptor")

    async def _open(self, path: Path) -> None:
        try:
            data = await prepare_sources.body_of(path)
        except prepare_sources.NotTaken as error:
            self.result.say("error", str(error))
            return
        self.text.setPlainText(data.decode("utf-8", "replace"))

    def _look(self) -> None:
        if loop_runs():
            self._page.quietly(self._looked(self.text.toPlainText()), "validate descriptor")

    async def _looked(self, text: str) -> None:
        looked = await asyncio.to_thread(_validated, text)
        if text == self.text.toPlainText():
            self._show(looked, empty=not text.strip())

    def look_at(self, text: str) -> None:
        """Show what is wrong with a text at once; for a large one the page looks beside its loop."""
        self._show(_validated(text), empty=not text.strip())

    def _show(self, looked: Validation, *, empty: bool) -> None:
        self._problems = () if empty else looked.problems
        words = {Severity.BLOCKER: tr("error"), Severity.WARNING: tr("warning"), Severity.ADVICE: tr("note")}
        self.model.load(
            [(words[one.severity], str(one.line), one.where, show(one.reason)) for one in self._problems]
        )  # fmt: skip
        self._show_detail(-1)
        if empty:
            self.result.clear()
        elif looked.refusal is None:
            self.result.say("ok", tr("The document is valid for Jira."))
        else:
            count = trn("{n} error", "{n} errors", errors_of(looked.problems))
            says = show(looked.refusal.jira_text) if looked.refusal.jira_text is not None else looked.refusal.jira
            self.result.say("error", tr("{count}. Jira stops at the first and says: {says}", count=count, says=says))

    def _show_detail(self, row: int) -> None:
        if not 0 <= row < len(self._problems):
            self.detail.setText("")
            return
        one = self._problems[row]
        self.detail.setText(f"{show(one.reason)}. {show(one.fix)} {one.jira}".strip())

    def go_to(self, row: int) -> None:
        """Put the cursor where a fault stands."""
        if not 0 <= row < len(self._problems):
            return
        one = self._problems[row]
        cursor = QTextCursor(self.text.document().findBlockByNumber(one.line - 1))
        cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, one.column - 1)
        self.text.setTextCursor(cursor)
        self.text.setFocus()


def _validated(text: str) -> Validation:
    return validate(text.encode("utf-8", "replace"), today=time.strftime("%Y-%m-%d", time.gmtime()))
