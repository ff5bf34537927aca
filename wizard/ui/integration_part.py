"""What the parts of the page of the Jira issue integration have in common: they show answers and say what is edited."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from wizard.domain.answers import Answers
from wizard.domain.version import Version
from wizard.ui.controls import line_edit, set_wrong
from wizard.ui.i18n import tr
from wizard.ui.layouts import column
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.token_guard import TokenGuard


class FieldLine(QWidget):
    """A field with its label above it, and below it what is known of its value."""

    def __init__(self, identifier: str, label: str, hint: str = "", placeholder: str = "") -> None:
        super().__init__()
        self.edit = line_edit(identifier, label, hint, placeholder)
        self.label = PlainLabel(label, "strong")
        self.label.setBuddy(self.edit)
        self.result = ResultLine(f"{identifier}-result")
        whole = column(self, 6)
        whole.addWidget(self.label)
        whole.addWidget(self.edit)
        if hint:
            whole.addWidget(PlainLabel(hint, "small"))
        whole.addWidget(self.result)
        self._guard = TokenGuard(self.edit)
        self.edit.textEdited.connect(self.settle)

    def text(self) -> str:
        """Return what was typed, without the blanks around it."""
        return self.edit.text().strip()

    def show_text(self, text: str) -> None:
        """Show a value that somebody decided before."""
        if self.text() != text:
            self.edit.setText(text)

    def rename(self, label: str) -> None:
        """Ask for something else in the same field."""
        self.label.setText(label)
        self.edit.setAccessibleName(label)

    def wrong(self, said: str) -> None:
        """Say what is wrong with the value."""
        set_wrong(self.edit, True)
        self.result.say("error", said)

    def settle(self, *_typed: object) -> None:
        """Take away what was said of the value before; a token that was put here is removed unread."""
        if self._guard.refused() or self._guard.emptied():
            self.wrong(tr("That looked like a token and was removed unread. It belongs in the field for it."))
            return
        set_wrong(self.edit, False)
        self.result.clear()


class Part(QWidget):
    """Shows answers by `load`, and says `edited` with what another one they are to be."""

    edited = Signal(object)
    """The parts of `Answers.with_`: a dict, which Qt shall not turn into one of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.whole: QVBoxLayout = column(self, 10)

    def load(self, answers: Answers) -> None:
        """Show what was decided."""

    def fit(self, version: Version | None) -> None:
        """Offer what this GitLab has."""

    def tell_plan(self, plan: str) -> None:
        """Say what the plan of the licence means here: free, premium, ultimate; empty where it is not known."""

    def tell(self, **parts: object) -> None:
        """Say what was decided anew."""
        self.edited.emit(parts)

    def on_left(self, field: FieldLine, take: Callable[[], None]) -> FieldLine:
        """Call `take` when a field is left; return the field."""
        field.edit.editingFinished.connect(take)
        return field


def check_box(identifier: str, words: str, changed: Callable[[bool], object], hint: str = "") -> QCheckBox:
    """Return a box that calls `changed` when a person ticks it."""
    made = QCheckBox(words.replace("&", "&&"))
    made.clicked.connect(lambda on: changed(on))  # Qt would leave the argument of a partial out
    return name(made, identifier, words, hint)


def split(text: str) -> tuple[str, ...]:
    """Return the values of a field that takes several, set apart by commas, blanks or lines; each once."""
    return tuple(dict.fromkeys(text.replace(",", " ").replace(";", " ").split()))


def joined(values: Iterable[str]) -> str:
    """Return several values as one field shows them."""
    return ", ".join(values)
