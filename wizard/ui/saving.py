"""Saves a text where a person chooses: the dialog is opened, never executed, and the file is written by the engine."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from wizard.domain.errors import PortError
from wizard.ui.i18n import show, tr
from wizard.ui.naming import name
from wizard.ui.pages._base import Page

SAVING = "saving"
"""What the bar about a file that could not be written is about."""


def save(page: Page, title: str, file_name: str, text: Callable[[], str]) -> QFileDialog:
    """Ask where to, then write what `text` gives; says so, or says why it could not be written."""
    return ask_where(page, title, file_name, lambda path: write(page, path, text()))


def ask_where(page: Page, title: str, file_name: str, then: Callable[[Path], Coroutine[Any, Any, None]]) -> QFileDialog:
    """Ask where to, then let the page do what writes the file."""
    dialog = QFileDialog(page.window(), title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    end = Path(file_name).suffix
    if end:
        dialog.setNameFilters([f"*{end}", tr("All files (*)")])
        dialog.setDefaultSuffix(end[1:])
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog.setDirectory(documents if Path(documents).is_dir() else str(Path.home()))
    dialog.selectFile(file_name)
    dialog.fileSelected.connect(lambda chosen: page.quietly(then(Path(chosen)), f"save {file_name}"))
    dialog.finished.connect(dialog.deleteLater)
    name(dialog, f"{page.step}.save", title)
    dialog.open()
    return dialog


async def write(page: Page, path: Path, text: str) -> None:
    """Write a file of text and say how that went."""
    await write_bytes(page, path, text.encode())


async def write_bytes(page: Page, path: Path, data: bytes) -> None:
    """Write a file and say how that went."""
    try:
        trouble = await page.visit.asking.look(lambda _desk: _put(path, data))
    except PortError as error:
        from wizard.journey.explain import explain  # with the checks; not needed for the first paint

        trouble = show(explain(error).title)
    if trouble:
        said = tr("{name} could not be written: {reason}. Choose another folder.", name=path.name, reason=trouble)
        page.notices.say(SAVING, "error", said, dismiss=lambda: page.notices.take_away(SAVING))
        return
    page.notices.take_away(SAVING)
    page.said.emit(tr("{name} is saved in {folder}.", name=path.name, folder=path.parent))


def _put(path: Path, data: bytes) -> str:
    """Write the file; return why it could not be written."""
    try:
        path.write_bytes(data)
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""
