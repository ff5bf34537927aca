"""Dialogs: opened, never executed, so that no coroutine is held by them. The answer comes as a future."""

import asyncio
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QWidget

from wizard.ui.controls import button
from wizard.ui.i18n import tr
from wizard.ui.layouts import column, line
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel, visible


def make_dialog(parent: QWidget, identifier: str, title: str) -> QDialog:
    """Return an empty dialog with its names; it goes when it is closed."""
    made = QDialog(parent)
    made.setWindowTitle(title)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return name(made, identifier, title)


def _confirm_dialog(parent: QWidget, title: str, why: str, verb: str, keep: str, more: QWidget | None) -> QDialog:
    dialog = make_dialog(parent, "confirm", title)
    dialog.setMinimumWidth(420)
    inner = column(dialog, 12, (24, 22, 24, 18))
    inner.addWidget(PlainLabel(title, "strong"))
    inner.addWidget(PlainLabel(why, "muted", selectable=True))
    if more is not None:
        inner.addWidget(more)
    inner.addStretch(1)
    row = line(spacing=10)
    row.addStretch(1)
    safe = button(keep, "confirm.keep", dialog.reject)
    row.addWidget(button(verb, "confirm.verb", dialog.accept))
    row.addWidget(safe)
    inner.addLayout(row)
    safe.setDefault(True)
    safe.setFocus()
    _fit_height(dialog)
    return dialog


def _lead_to_fields(dialog: QDialog, fields: QWidget, ready: Callable[[], bool]) -> None:
    (does,) = dialog.findChildren(QPushButton, "confirm.verb")
    does.clicked.disconnect()
    does.clicked.connect(lambda: dialog.accept() if ready() else None)
    does.setDefault(True)
    fields.setFocus()


def _fit_height(dialog: QDialog) -> None:
    """Make a dialog as high as its texts are in its width; Qt guesses a height for texts that break."""
    layout = dialog.layout()
    if layout is None:
        return
    for part in dialog.findChildren(QWidget):
        part.ensurePolished()
    wide = max(dialog.minimumWidth(), layout.minimumSize().width())
    dialog.resize(wide, layout.heightForWidth(wide))


async def confirm(
    parent: QWidget,
    *,
    title: str,
    why: str,
    verb: str,
    keep: str,
    more: QWidget | None = None,
    ready: Callable[[], bool] | None = None,
) -> bool:
    """Return whether the verb was chosen. Esc and the focused button are the safe answer; `more` stands below `why`.

    With `ready` there are fields in `more`: they have the focus, and Enter is the verb, which waits for it.
    """
    answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    dialog = _confirm_dialog(parent, title, why, verb, keep, more)
    if more is not None and ready is not None:
        _lead_to_fields(dialog, more, ready)

    def answered(result: int) -> None:
        if not answer.done():
            answer.set_result(result == QDialog.DialogCode.Accepted)

    dialog.finished.connect(answered)
    dialog.open()
    try:
        return await answer
    except asyncio.CancelledError:
        dialog.reject()
        raise


def _close_and_do(dialog: QDialog, does: Callable[[], object]) -> None:
    dialog.accept()
    does()


def show_text(
    parent: QWidget, identifier: str, title: str, text: str, actions: Mapping[str, Callable[[], object]] | None = None
) -> QDialog:
    """Open a dialog with a longer plain text, e.g. a page of the help; an action closes it before it does its part."""
    dialog = make_dialog(parent, identifier, title)
    dialog.resize(640, 460)
    inner = column(dialog, 12, (20, 18, 20, 16))
    box = QPlainTextEdit()
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setPlainText(visible(text, 100_000))
    inner.addWidget(name(box, f"{identifier}.text", title))
    row = line()
    for number, (label, does) in enumerate((actions or {}).items()):
        row.addWidget(button(label, f"{identifier}.{number}", partial(_close_and_do, dialog, does), "link"))
    row.addStretch(1)
    row.addWidget(button(tr("Close"), f"{identifier}.close", dialog.accept))
    inner.addLayout(row)
    dialog.open()
    return dialog
