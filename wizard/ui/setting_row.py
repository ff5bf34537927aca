"""One setting in its row: what it is, why it is there, what it is now, and the way back to its default."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from wizard.domain.settings import Settings
from wizard.ui.choice_box import ChoiceBox
from wizard.ui.controls import button, line_edit, set_wrong
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import at_left, column, line
from wizard.ui.plain import PlainLabel
from wizard.ui.settings_entries import Entry
from wizard.ui.side_by_side import SideBySide

Changed = Callable[[str, object], bool]
"""Takes the field and its new value; tells whether it can be used."""

_CONTROL_WIDTH = 210
_LEAST_WORDS = 9
"""What the words need beside the control, as a multiple of the height of a line."""


class SettingRow(QFrame):
    """A row that can be found by its words."""

    def __init__(self, entry: Entry, changed: Changed) -> None:
        super().__init__()
        self.entry, self._changed = entry, changed
        self.setProperty("kind", "row")
        title = show(entry.title)
        self._usual = getattr(Settings(), entry.field)
        why = show(entry.why)
        if entry.later:
            later = tr("From the next start on.")
            why = f"{why} {later}"
        texts = column(spacing=2)
        label = PlainLabel(title, "name")
        texts.addWidget(label)
        texts.addWidget(PlainLabel(why, "small"))
        self.control = self._control(title, why)
        self.control.setMinimumWidth(_CONTROL_WIDTH)
        label.setBuddy(self.control)
        self.reset = button(tr("Reset"), f"settings.{entry.field}.reset", self._reset, "small", "undo", "")
        self.reset.setAccessibleName(tr("Reset {setting} to {default}", setting=title, default=self._word(self._usual)))
        self.reset.setToolTip(tr("Default: {default}", default=self._word(self._usual)))
        words = QWidget()
        words.setLayout(texts)
        words.setMinimumWidth(_LEAST_WORDS * self.fontMetrics().height())
        controls = SideBySide(self.control, at_left(self.reset), 12)
        line(self, 12, (0, 10, 0, 10)).addWidget(SideBySide(words, controls, first_grows=True))
        self.words = f"{title} {why} {entry.field}".casefold()

    def _control(self, title: str, why: str) -> ChoiceBox | QLineEdit:
        identifier = f"settings.{self.entry.field}"
        if not self.entry.values:
            field = line_edit(identifier, title, why, self.entry.example)
            field.editingFinished.connect(lambda: self._typed(field))
            return field
        words = {value: show(word) for value, word in self.entry.values.items()}
        box = ChoiceBox(identifier, title, words, lambda value: self._changed(self.entry.field, value))
        box.setAccessibleDescription(why)
        return box

    def _typed(self, field: QLineEdit) -> None:
        set_wrong(field, not self._changed(self.entry.field, field.text().strip()))

    def _word(self, value: object) -> str:
        known = self.entry.values.get(value)
        return show(known) if known is not None else str(value) or tr("empty")

    def load(self, settings: Settings) -> None:
        """Show what holds."""
        value = getattr(settings, self.entry.field)
        if isinstance(self.control, ChoiceBox):
            self.control.choose(value, self._word(value))
        elif self.control.text().strip() != value:
            self.control.setText(value)
            set_wrong(self.control, False)
        self.reset.setEnabled(value != self._usual)

    def _reset(self) -> None:
        if isinstance(self.control, QLineEdit):
            self.control.setText(self._usual)
            set_wrong(self.control, False)
        self.control.setFocus()  # the button that was pressed goes grey
        self._changed(self.entry.field, self._usual)
