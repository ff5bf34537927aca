"""Lets a person choose a file to read: the dialog is opened, never executed, and no more is read than may be there."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from wizard.adapters.text_lines import opened_file
from wizard.ui.naming import name
from wizard.ui.pages._base import Page


def choose(page: Page, title: str, pattern: str, chosen: Callable[[Path], object]) -> QFileDialog:
    """Ask for a file that exists. Shape of `pattern`: "Hand-over (*.gjw-handover)"."""
    dialog = QFileDialog(page.window(), title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(pattern)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    name(dialog, f"{page.step}.open", title)
    dialog.open()
    return dialog


async def read(path: Path, largest: int) -> bytes:
    """Return the beginning of a file, one byte more than `largest` at most. Raises: OSError."""
    return await asyncio.to_thread(_beginning, path, largest)


def _beginning(path: Path, largest: int) -> bytes:
    with opened_file(path) as (file, _size):
        return file.read(largest + 1)
