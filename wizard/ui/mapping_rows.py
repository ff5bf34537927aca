"""A table of two columns that people fill in: what a name was at the old place, and what it is at the new one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from wizard.ui.controls import button, line_edit
from wizard.ui.i18n import tr
from wizard.ui.layouts import at_left, column, empty, line
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.token_guard import TokenGuard


@dataclass(frozen=True, slots=True)
class _Line:
    old: QLineEdit
    new: QLineEdit


class MappingRows(QWidget):
    """Says `changed` with the mapping when a field is left: a dict, which Qt shall not turn into one of its own.

    A line that was found and not filled in is no part of the mapping.
    """

    changed = Signal(object)

    def __init__(self, identifier: str, title: str, hint: str, *, may_be_empty: bool = False) -> None:
        """With `may_be_empty` a line whose new name is empty says that nothing takes the old one's place."""
        super().__init__()
        self._identifier, self._title, self._may_be_empty = identifier, title, may_be_empty
        self.lines: list[_Line] = []
        self._decided: dict[str, str] = {}
        self._found: tuple[str, ...] = ()
        self.result = ResultLine(f"{identifier}-result")
        self._rows = column(spacing=6)
        spoken = tr("Add a line: {of}", of=title)
        self.add = button(tr("Add a line"), f"{identifier}.add", self._add, "small", "", spoken)
        whole = column(self, 6)
        whole.addWidget(PlainLabel(title, "strong"))
        whole.addWidget(PlainLabel(hint, "small"))
        whole.addLayout(self._rows)
        whole.addWidget(self.result)
        whole.addWidget(at_left(self.add))

    def load(self, decided: Mapping[str, str]) -> None:
        """Show what was decided; the lines stay as they are where they say just that."""
        if dict(decided) != self._decided:
            self._decided = dict(decided)
            self._build()

    def offer(self, found: Sequence[str]) -> None:
        """Show a line for each name that was found; those that were decided stay first."""
        self._found = tuple(dict.fromkeys(found))
        self._build()

    def line_of(self, old: str) -> QLineEdit:
        """Return the field in which the new name of an old one is mended; that of the first line for an unknown one."""
        fields = [one.new for one in self.lines if one.old.text().strip() == old] or [one.new for one in self.lines]
        return fields[0] if fields else self._add()

    def _build(self) -> None:
        empty(self._rows)
        self.lines.clear()
        for old in dict.fromkeys((*self._decided, *self._found)):
            self._put(old, self._decided.get(old, ""))

    def _add(self) -> QLineEdit:
        made = self._put("", "")
        made.old.setFocus()
        return made.old

    def _put(self, old: str, new: str) -> _Line:
        number = len(self.lines) + 1
        made = _Line(
            line_edit(f"{self._identifier}.old-{number}", tr("{of}: old, line {n}", of=self._title, n=number)),
            line_edit(f"{self._identifier}.new-{number}", tr("{of}: new, line {n}", of=self._title, n=number)),
        )
        for field, text, words in ((made.old, old, tr("old")), (made.new, new, tr("new"))):
            field.setText(text)
            field.setPlaceholderText(words)
            field.editingFinished.connect(self._left)
            field.textEdited.connect(partial(self._typed, TokenGuard(field)))
        row = QWidget()
        across = line(row)
        across.addWidget(made.old, 1)
        across.addWidget(PlainLabel("→", wrap=False))
        across.addWidget(made.new, 1)
        self.lines.append(made)
        self._rows.addWidget(row)
        return made

    def _typed(self, guard: TokenGuard, _text: str) -> None:
        if guard.refused() or guard.emptied():
            said = tr("That looked like a token and was removed unread. It belongs in the field for it.")
            self.result.say("error", said)
        else:
            self.result.clear()

    def _left(self) -> None:
        told = {one.old.text().strip(): one.new.text().strip() for one in self.lines if self._says(one)}
        if told != self._decided:
            self._decided = told
            self.changed.emit(told)

    def _says(self, one: _Line) -> bool:
        """Tell whether a line decides something."""
        old, new = one.old.text().strip(), one.new.text().strip()
        cleared = one.new.isModified() or old in self._decided or old not in self._found
        return bool(old) and (bool(new) or (self._may_be_empty and cleared))
