"""The lower part of the settings: folders, carrying settings away and in, and forgetting everything."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from wizard.domain.settings import SettingsWrong, as_text, from_text
from wizard.domain.text import T, Text
from wizard.ui.controls import button
from wizard.ui.dialogs import confirm
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.saving import save

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.ui.pages.settings import SettingsPage

_FOLDERS: Mapping[str, Text] = {
    "settings": T("Folder of settings"),
    "data": T("Folder of data and log"),
    "recordings": T("Folder of recordings"),
}
_LARGEST = 65_536


def _buttons(*parts: QWidget) -> Flow:
    row = Flow()
    for part in parts:
        row.add(part)
    return row


class KeepingPart(QWidget):
    """Buttons in three groups, each with a sentence."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__()
        self._page = page
        whole = column(self, 10)
        whole.addWidget(PlainLabel(tr("Folders"), "strong"))
        self._where = PlainLabel("", "small", selectable=True)
        whole.addWidget(self._where)
        whole.addWidget(_buttons(*(self._opener(what, show(word)) for what, word in _FOLDERS.items())))
        whole.addWidget(PlainLabel(tr("Carry settings to another computer"), "strong"))
        whole.addWidget(PlainLabel(tr("A JSON file with what differs from the defaults. No secret is in it."), "small"))
        whole.addWidget(
            _buttons(
                self._button(tr("Export settings"), "settings.export", self._export),
                self._button(tr("Import settings"), "settings.import", self._import),
                self._button(tr("Reset all"), "settings.reset-all", self._reset_all),
            )
        )
        whole.addWidget(PlainLabel(tr("Forget everything"), "strong"))
        whole.addWidget(
            PlainLabel(
                tr(
                    "Deletes tokens, set-ups, journal, recordings, log and settings of this computer; you see the list."
                ),
                "small",
            )
        )
        whole.addWidget(_buttons(self._button(tr("Forget everything"), "settings.forget", self._forget)))

    def _button(self, text: str, identifier: str, pressed: Callable[[], object]) -> QWidget:
        return button(text, identifier, pressed, "small")

    def _opener(self, what: str, word: str) -> QWidget:
        return button(word, f"settings.folder.{what}", lambda: self._open(what), "small", "folder")

    def load(self) -> None:
        """Show where the folders are."""
        folders = self._page.visit.settings.folders()
        self._where.setText("\n".join(f"{show(_FOLDERS[what])}: {path}" for what, path in folders.items()))

    def _open(self, what: str) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        folder = self._page.visit.settings.folders()[what]
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._page.said.emit(tr("No program here opens folders. It is {folder}.", folder=folder))

    def _reset_all(self) -> None:
        self._page.take(from_text(b'{"format": 1}'))

    def _export(self) -> None:
        settings = self._page.visit.settings
        save(self._page, tr("Export settings"), "gitlab-jira-wizard-settings.json", lambda: as_text(settings.now))

    def _import(self) -> None:
        dialog = QFileDialog(self._page.window(), tr("Import settings"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Settings (*.json)"))
        dialog.fileSelected.connect(lambda chosen: self.import_from(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        name(dialog, "settings.import.dialog", tr("Import settings")).open()

    def import_from(self, path: Path) -> None:
        """Use the settings of a file."""
        self._page.work(self._read(path), tr("Reading the settings."))

    async def _read(self, path: Path) -> None:
        try:
            settings = from_text(await asyncio.to_thread(_beginning, path))
        except OSError as error:
            self._page.said.emit(tr("{file} could not be read: {reason}.", file=path, reason=error.strerror))
        except SettingsWrong as error:
            self._page.said.emit(tr("{file} holds no settings of this program ({part}).", file=path.name, part=error))
        else:
            self._page.take(settings)
            self._page.said.emit(tr("Imported."))

    def _forget(self) -> None:
        self._page.work(self._forget_everything(), tr("Looking at what this computer keeps."), self._forget)

    async def _forget_everything(self) -> None:
        page = self._page
        hosts = await page.ask(lambda desk: desk.computer.token_hosts())
        folders = page.visit.settings.to_forget()
        listed = [tr("Token of {host}", host=host) for host in hosts] + [str(folder) for folder in folders]
        with page.questioned():
            sure = await confirm(
                page.window(),
                title=tr("Forget everything on this computer?"),
                why=tr(
                    "These are deleted, and the window closes:\n{list}\n\nChanges that were made outside stay. Without "
                    "the journal this program can no longer undo them.",
                    list="\n".join(listed),
                ),
                verb=tr("Delete all of this"),
                keep=tr("Keep it"),
            )
        if not sure:
            return
        left = await page.ask(lambda desk: desk.computer.forget_tokens())
        if left:
            page.said.emit(
                tr("The keyring still holds the tokens of {hosts}. Nothing else was deleted.", hosts=", ".join(left))
            )
            return
        page.visit.settings.forget_at_end()
        page.wanted.emit("close")


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST + 1)
