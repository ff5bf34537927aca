"""Prepare offline, fleet: a table of instances, judged while it is edited, and all their descriptors into a folder."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QWidget

from wizard.connect.descriptor_making import as_bytes, make
from wizard.connect.fleet_reading import ReadRow, read_fleet
from wizard.connect.key_collisions import collisions
from wizard.documents import fleet_table
from wizard.documents.file_names import file_names
from wizard.domain.findings import Severity
from wizard.domain.fleet import COLUMNS, EMPTY, FleetRow
from wizard.ui import opening, saving
from wizard.ui.controls import button
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr, trn
from wizard.ui.layouts import column
from wizard.ui.naming import name
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.prepare_fleet_model import FleetModel, emptied
from wizard.ui.result_line import ResultLine
from wizard.ui.row_table import RowTable
from wizard.ui.spawn import loop_runs
from wizard.ui.timings import TYPING_PAUSE

_PARTS = (0.31, 0.13, 0.1, 0.24, 0.13)
_ROWS_SHOWN = 6
_EDITS = (
    QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
    | QAbstractItemView.EditTrigger.DoubleClicked
)


class FleetPart(QWidget):
    """A table of one's own; what is in it stays until the window closes, or is saved."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.model = FleetModel()
        self.table = RowTable(self.model, _PARTS, rows_shown=_ROWS_SHOWN)
        self.table.setEditTriggers(_EDITS)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        name(self.table, "prepare.fleet.table", tr("Instances"), tr("F2 edits a cell"))
        self.result = ResultLine("prepare.fleet.result")
        self.detail = PlainLabel("", "muted", selectable=True)
        self.make = button(tr("Make all descriptors…"), "prepare.fleet.make", self._ask_where, "small", "box")
        self._read: Sequence[ReadRow] = ()
        self._refused: tuple[str, list[FleetRow]] = ("", [])
        """Why the last table was not taken, and the rows that stayed."""
        self._lay_out()
        self._pause = QTimer(self, interval=TYPING_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._judge)
        self.model.edited.connect(self._pause.start)
        self.table.selectionModel().currentChanged.connect(lambda now, _before: self._show_detail(now.row()))
        for keys, act in (
            (QKeySequence.StandardKey.Undo, self.model.history.undo),
            (QKeySequence.StandardKey.Paste, self.paste),
        ):
            QShortcut(QKeySequence(keys), self.table).activated.connect(act)
        self._say()

    def _lay_out(self) -> None:
        whole = column(self, 10)
        said = tr("One row an instance: address and version; for one behind a proxy the proxy's address too.")
        whole.addWidget(PlainLabel(said, "small"))
        above, below = Flow(), Flow()
        above.add(button(tr("Add a row"), "prepare.fleet.add", self.add, "small"))
        above.add(button(tr("Duplicate"), "prepare.fleet.duplicate", self.duplicate, "small", "copy"))
        above.add(button(tr("Remove"), "prepare.fleet.remove", self.remove, "small", spoken=tr("Remove the row")))
        above.add(
            button(tr("Undo"), "prepare.fleet.undo", self.model.history.undo, "small", "undo", tr("Undo the edit"))
        )
        above.add(button(tr("Paste"), "prepare.fleet.paste", self.paste, "small", spoken=tr("Paste rows")))
        below.add(button(tr("Open a table…"), "prepare.fleet.open", self._ask_for_file, "small", "file"))
        below.add(button(tr("Save as CSV…"), "prepare.fleet.csv", self._save_csv, "small"))
        below.add(button(tr("Save as TOML…"), "prepare.fleet.toml", self._save_toml, "small"))
        below.add(self.make)
        for part in (above, self.table, self.detail, self.result, below):
            whole.addWidget(part)

    # editing

    def add(self) -> None:
        """Add an empty row below the one at hand, and go there."""
        self._put((EMPTY,))

    def duplicate(self) -> None:
        """Add the row at hand once more."""
        at = self.table.currentIndex().row()
        if at >= 0:
            self._put((self.model.rows[at],))

    def _put(self, rows: Sequence[FleetRow]) -> None:
        at = self.table.currentIndex().row() + 1 or self.model.rowCount()
        self.model.add(rows, at)
        self.table.setCurrentIndex(self.model.index(at, 0))
        self.table.setFocus()

    def remove(self) -> None:
        """Take the row at hand away; Undo brings it back."""
        at = self.table.currentIndex().row()
        if at >= 0:
            self.model.remove(at)
            self.table.setCurrentIndex(self.model.index(min(at, self.model.rowCount() - 1), 0))

    def paste(self) -> None:
        """Add what a spreadsheet put into the clipboard; without a head the columns stand in their order."""
        text = QGuiApplication.clipboard().text()
        first = text.partition("\n")[0].lower()
        whole = text if "url" in first or "address" in first else f"{'	'.join(COLUMNS)}\n{text}"
        self._take(whole.encode(), "", replace_all=False)

    # files

    def _ask_for_file(self) -> None:
        pattern = tr("Tables (*.csv *.toml *.tsv);;All files (*)")
        opening.choose(self._page, tr("Open a table of instances"), pattern, self.open)

    def open(self, path: Path) -> None:
        self._page.quietly(self._open(path), "table of instances")

    async def _open(self, path: Path) -> None:
        try:
            data = await opening.read(path, fleet_table.MOST_BYTES)
        except OSError as error:
            self._refuse(_unread(path, error))
            return
        self._take(data, path.name, replace_all=True)

    def _take(self, data: bytes, file: str, *, replace_all: bool) -> None:
        try:
            rows = fleet_table.read(data, file)
        except fleet_table.FleetError as error:
            self._refuse(f"{show(error.problem)}. {show(error.fix)}")
            return
        self._refused = "", []
        if replace_all:
            self.model.load(rows, tr("open"))
        else:
            self._put(rows)

    def _refuse(self, said: str) -> None:
        """Say why a table was not taken, until the rows are other ones."""
        self._refused = said, list(self.model.rows)
        self.result.say("error", said)

    def _save_csv(self) -> None:
        self._save("fleet.csv", fleet_table.as_csv)

    def _save_toml(self) -> None:
        self._save("fleet.toml", fleet_table.as_toml)

    def _save(self, file: str, written: Callable[[Sequence[FleetRow]], str]) -> None:
        saving.save(self._page, tr("Save the table"), file, lambda: written(emptied(self.model.rows)))

    # judging

    def _judge(self) -> None:
        if loop_runs():
            self._page.quietly(self._judged(list(self.model.rows)), "judge instances")

    async def _judged(self, rows: list[FleetRow]) -> None:
        read = await asyncio.to_thread(read_fleet, rows)
        if rows != self.model.rows:
            return  # edited meanwhile; it is judged again
        self.show_read(read)

    def show_read(self, read: Sequence[ReadRow]) -> None:
        """Show what is wrong with the rows, and whether their descriptors can be made."""
        self._read = read
        self.model.judge([problem for one in read for problem in one.problems])
        self._show_detail(self.table.currentIndex().row())
        self._say()

    def _say(self) -> None:
        good = [one.given for one in self._read if one.given is not None]
        wrong = sum(any(one.severity is Severity.BLOCKER for one in row.problems) for row in self._read)
        self.make.setEnabled(bool(good) and not wrong)
        said, rows = self._refused
        if said and rows == self.model.rows:
            self.result.say("error", said)  # these rows were being judged when the table was refused
        elif not emptied(self.model.rows):
            self.result.say("info", tr("No instance yet: add a row, paste from a spreadsheet, or open a table."))
        elif wrong:
            self.result.say("error", trn("{n} row cannot be used", "{n} rows cannot be used", wrong))
        elif same := collisions(good):
            self.result.say("warn", f"{show(same[0].reason)}. {show(same[0].fix)}")
        else:
            self.result.say("ok", trn("{n} instance can be used", "{n} instances can be used", len(good)))

    def _show_detail(self, row: int) -> None:
        found = self.model.of_row(row) if row >= 0 else []
        self.detail.setText("\n".join(f"{show(one.reason)}. {show(one.fix)}" for one in found))

    # making

    def _ask_where(self) -> None:
        dialog = QFileDialog(self.window(), tr("Folder for the descriptors"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.make_all(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        name(dialog, "prepare.fleet.folder", tr("Folder for the descriptors"))
        dialog.open()

    def make_all(self, folder: Path) -> None:
        """Write the descriptor of each instance into a folder."""
        self._page.quietly(self._make_all(folder), "make descriptors")

    async def _make_all(self, folder: Path) -> None:
        given = [one.given for one in self._read if one.given is not None]

        def write() -> str:
            try:
                for one, file in zip(given, file_names([each.url for each in given], ".json"), strict=True):
                    (folder / file).write_bytes(as_bytes(make(one)))
            except OSError as error:
                return error.strerror or str(error)
            return ""

        trouble = await asyncio.to_thread(write)
        if trouble:
            self.result.say("error", tr("The folder cannot be written: {reason}", reason=trouble))
        else:
            self.result.say("ok", trn("{n} descriptor written", "{n} descriptors written", len(given)))


def _unread(path: Path, error: OSError) -> str:
    return tr("{name} cannot be read: {reason}", name=path.name, reason=error.strerror or "?")
