"""Shows a document in a page: sentences, tables, and blocks that can be copied and saved."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from wizard.documents.sheet import Cell, Section, Sheet, Table
from wizard.domain.text import Text
from wizard.ui.controls import button, frame
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column, empty
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel, visible

_MOST_LINES = 22
_LONGEST_BLOCK = 100_000
_LONGEST_WORD = 34
"""Values are addresses and JSON, and a row has less room than a page."""

Save = Callable[[str, str], object]
"""Takes the suggested name of a file and its text."""


def said(cell: Cell) -> str:
    """Return a cell as the reader sees it."""
    return show(cell) if isinstance(cell, Text) else cell


class _Lines(QPlainTextEdit):
    """Text to read. Pages bring all of it into sight when it gets the focus; Qt would be content with its cursor."""

    def inputMethodQuery(self, query: Qt.InputMethodQuery, /, *more: object) -> object:  # noqa: N802 (Qt's name)
        if query is Qt.InputMethodQuery.ImCursorRectangle:
            return self.rect()
        return super().inputMethodQuery(query, *more)


class CodeBlock(QWidget):
    """A block as it stands, with Copy and, where it is a file, Save."""

    def __init__(
        self, identifier: str, title: str, section: Section, copy: Callable[[str], object], save: Save
    ) -> None:
        super().__init__()
        self.text = section.code
        inside = column(self, 6)
        box = _Lines()
        box.setReadOnly(True)
        box.setTabChangesFocus(True)
        box.setProperty("kind", "code")
        box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        box.setPlainText(visible(section.code.rstrip("\n"), _LONGEST_BLOCK).replace("[U+0009]", "\t"))
        lines = min(section.code.rstrip("\n").count("\n") + 1, _MOST_LINES)
        box.setFixedHeight(QFontMetrics(box.font()).lineSpacing() * (lines + 1) + 26)
        inside.addWidget(name(box, f"{identifier}.text", title))
        row = Flow()
        spoken = tr("Copy: {what}", what=title)
        row.add(button(tr("Copy"), f"{identifier}.copy", partial(copy, self.text), "small", "copy", spoken))
        if section.file_name:
            store = partial(save, section.file_name, self.text)
            row.add(button(tr("Save"), f"{identifier}.save", store, "small", "file", tr("Save: {what}", what=title)))
        inside.addWidget(row)


class SheetView(QWidget):
    """One sheet at a time."""

    def __init__(self, identifier: str, copy: Callable[[str], object], save: Save) -> None:
        super().__init__()
        self._identifier, self._copy, self._save = identifier, copy, save
        self._inside = column(self, 10)

    def load(self, sheet: Sheet) -> None:
        """Show another sheet."""
        empty(self._inside)
        for sentence in sheet.lead:
            self._inside.addWidget(PlainLabel(said(sentence), "muted", selectable=True))
        for number, section in enumerate(sheet.sections):
            self._add(f"{self._identifier}.{number}", section)

    def _add(self, identifier: str, section: Section) -> None:
        title = PlainLabel(said(section.title), "strong")
        title.setContentsMargins(0, 8, 0, 0)
        self._inside.addWidget(title)
        for sentence in section.says:
            self._inside.addWidget(PlainLabel(said(sentence), "muted", selectable=True))
        if section.table is not None:
            self._inside.addWidget(_table(identifier, said(section.title), section.table))
        if section.code:
            self._inside.addWidget(CodeBlock(identifier, said(section.title), section, self._copy, self._save))


def _table(identifier: str, title: str, table: Table) -> QFrame:
    """Return a table as a card with one row below the other: it wraps where columns would be cut."""
    card = name(frame("card"), f"{identifier}.table", title)
    inside = column(card, 0, (14, 4, 14, 4))
    for row in table.rows:
        line = frame("row")
        texts = column(line, 2, (0, 7, 0, 7))
        texts.addWidget(PlainLabel(said(row[0]), "name", selectable=True))
        for head, cell in zip(table.heads[1:], row[1:], strict=True):
            text = said(cell)
            if text:
                value = PlainLabel("", "small", selectable=True)
                value.longest_word = _LONGEST_WORD
                value.setText(f"{said(head)}: {text}")
                texts.addWidget(value)
        inside.addWidget(line)
    return card
