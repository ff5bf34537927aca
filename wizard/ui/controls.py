"""Buttons, chips and fields: each with its look, its name and its identifier from the start."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from wizard.ui.icons import put_icon
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel, visible

ButtonKind = Literal["plain", "verb", "small", "link", "status"]


def button(
    text: str,
    identifier: str,
    pressed: Callable[[], object],
    kind: ButtonKind = "plain",
    icon: str = "",
    spoken: str = "",
) -> QPushButton:
    """Return a push button. `spoken` says more where the text alone is not enough ("Copy the address")."""
    made = QPushButton(_unmarked(text))
    made.setProperty("kind", kind)
    made.setAutoDefault(True)  # Return presses the button with the focus, as Space does
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon:
        put_icon(made, icon, "accent" if kind == "link" else "muted")
    made.clicked.connect(lambda: pressed())
    return name(made, identifier, spoken or text)


def menu_button(text: str, identifier: str, choices: Mapping[str, Callable[[], object]]) -> QPushButton:
    """Return a small button that opens a menu; its choices have the identifiers `<identifier>.<number>`."""
    made = QPushButton(_unmarked(text))
    made.setProperty("kind", "small")
    made.setProperty("opens", True)
    menu = name(QMenu(made), f"{identifier}.menu", text)
    for number, (label, does) in enumerate(choices.items()):
        action = menu.addAction(_unmarked(label))
        action.triggered.connect(partial(_call, does))
        action.setObjectName(f"{identifier}.{number}")
    made.setMenu(menu)
    return name(made, identifier, text)


def _call(does: Callable[[], object], *_checked: bool) -> None:
    does()


def _unmarked(text: str) -> str:
    return visible(text).replace("&", "&&")


def set_button_text(one: QPushButton, text: str) -> None:
    """Change the text of a button and what is said of it."""
    if one.text() == _unmarked(text):
        return
    one.setText(_unmarked(text))
    one.setAccessibleName(text)


def chip(text: str, tone: str = "") -> PlainLabel:
    """Return a small rounded label; `tone` is accent, ok, warn or error."""
    made = PlainLabel(text, f"chip-{tone}" if tone else "chip", wrap=False)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def line_edit(identifier: str, spoken: str, hint: str = "", placeholder: str = "") -> QLineEdit:
    """Return a field for one line; what is pasted is trimmed when it is read."""
    made = QLineEdit()
    made.setPlaceholderText(placeholder)
    return name(made, identifier, spoken, hint)


def field_label(text: str, buddy: QWidget) -> PlainLabel:
    """Return the label of a field."""
    made = PlainLabel(text, "strong", wrap=False)
    made.setBuddy(buddy)
    return made


def set_wrong(field: QLineEdit, wrong: bool) -> None:
    """Show a field as wrong, or not."""
    if bool(field.property("wrong")) != wrong:
        field.setProperty("wrong", wrong)
        restyle(field)


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a changed property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def frame(kind: str) -> QFrame:
    """Return an empty frame: row, card, card-error, card-warn, card-accent, line."""
    made = QFrame()
    made.setProperty("kind", kind)
    return made
