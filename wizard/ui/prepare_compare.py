"""Prepare offline, compare: two descriptors, what each difference asks for, and both texts side by side."""

from collections.abc import Coroutine, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from wizard.connect.descriptor_making import make
from wizard.connect.fleet_reading import read_row
from wizard.documents.descriptor_comparison import NAMES, WARNING, Comparison, compare, leaves, said
from wizard.domain.fleet import FleetRow
from wizard.domain.gitlab import Json
from wizard.ui import prepare_sources
from wizard.ui.controls import button
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr
from wizard.ui.integration_part import FieldLine
from wizard.ui.layouts import column
from wizard.ui.naming import name
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.prepare_rows import TextRows
from wizard.ui.prepare_sources import Taken
from wizard.ui.result_line import ResultLine
from wizard.ui.row_table import RowTable
from wizard.ui.side_by_side import SideBySide

_ROWS_SHOWN, _LINES_SHOWN = 6, 10


class ComparePart(QWidget):
    """Each side is a release of the GitLab named above, an address that serves one, or a file."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._held: dict[str, Taken] = {}
        """Sides that were read; the others are releases."""
        self.url = FieldLine(
            "prepare.compare.url", tr("Address of the GitLab"), placeholder="https://gitlab.example.com"
        )
        self.old = FieldLine("prepare.compare.old", tr("Before: release or address"), placeholder="16.1")
        self.new = FieldLine("prepare.compare.new", tr("After: release or address"), placeholder="17.2")
        self.result = ResultLine("prepare.compare.result")
        self.warning = PlainLabel("", "muted")
        self.model = TextRows((tr("What it asks for"), tr("Member"), tr("Before"), tr("After")))
        self.table = RowTable(self.model, (0.25, 0.33, 0.21), rows_shown=_ROWS_SHOWN)
        name(self.table, "prepare.compare.table", tr("Differences"))
        self.lines = TextRows(("", tr("Before"), tr("After")))
        self.texts = RowTable(self.lines, (0.04, 0.48), rows_shown=_LINES_SHOWN)
        name(self.texts, "prepare.compare.texts", tr("Both texts side by side"), tr("An asterisk marks a changed line"))
        self._lay_out()
        for field, side in ((self.old, "old"), (self.new, "new")):
            field.edit.textEdited.connect(lambda _text, side=side: self._typed(side))
            field.edit.returnPressed.connect(partial(self.read, side))
        self.url.edit.textEdited.connect(lambda _text: self.compare())

    def _lay_out(self) -> None:
        whole = column(self, 10)
        files = Flow()
        for side, text in (("old", tr("A file for before…")), ("new", tr("A file for after…"))):
            files.add(button(text, f"prepare.compare.{side}-file", partial(self._ask_for_file, side), "small", "file"))
        files.add(button(tr("The installed app for before"), "prepare.compare.installed", self.take_installed, "small"))
        releases = SideBySide(self.old, self.new)
        for part in (self.url, releases, files, self.result, self.warning, self.table, self.texts):
            whole.addWidget(part)
        self.warning.hide()
        self.table.hide()
        self.texts.hide()

    def _typed(self, side: str) -> None:
        self._held.pop(side, None)
        self.compare()

    def _field(self, side: str) -> FieldLine:
        return self.old if side == "old" else self.new

    def _ask_for_file(self, side: str) -> None:
        prepare_sources.ask_for_file(self._page, partial(self.open, side))

    def open(self, side: str, path: Path) -> None:
        """Take a file for one side: old or new."""
        self._page.quietly(self._take(side, prepare_sources.of_file(path), typed=""), "open descriptor")

    def read(self, side: str) -> None:
        """Read what the address of a side serves; a release is compared without it."""
        address = self._field(side).text()
        if prepare_sources.is_address(address):
            self._field(side).result.say("info", tr("Reading {url}…", url=address))
            self._page.quietly(self._take(side, prepare_sources.served(self._page, address), typed=address), "read it")

    def take_installed(self) -> None:
        """Take what this program installed for before."""
        self._page.quietly(self._take("old", prepare_sources.installed(self._page), typed=""), "read the install")

    async def _take(self, side: str, reading: Coroutine[Any, Any, Taken], typed: str) -> None:
        """Take what was read, unless somebody has typed something else meanwhile."""
        field = self._field(side)
        try:
            taken = await reading
        except prepare_sources.NotTaken as error:
            (field.result if typed else self.result).say("error", str(error))
            return
        if typed and field.text() != typed:
            return
        field.show_text(typed)
        self._held[side] = taken
        self.compare()

    def compare(self) -> None:
        """Show what differs, as soon as both sides are known."""
        sides = [self._side("old", self.old), self._side("new", self.new)]
        whole = all(one is not None for one in sides)
        for part in (self.table, self.texts):
            part.setVisible(whole)
        self.warning.hide()
        if sides[0] is None or sides[1] is None:
            self.result.clear()
            return
        self._show(compare(sides[0][1], sides[1][1], (sides[0][0], sides[1][0])))

    def _side(self, side: str, field: FieldLine) -> tuple[str, Mapping[str, Json]] | None:
        if side in self._held:
            field.result.say("info", tr("From {name}", name=self._held[side].name))
            return self._held[side]
        field.result.clear()
        if not field.text():
            return None
        if prepare_sources.is_address(field.text()):
            field.result.say("info", tr("Return reads it, without any sign-in."))
            return None
        read = read_row(FleetRow(self.url.text(), field.text()))
        if read.given is None:
            problem = read.problems[0]
            target = self.url if problem.column == "url" and self.url.text() else field
            target.result.say("error", f"{show(problem.reason)}. {show(problem.fix)}")
            return None
        self.url.result.clear()
        return field.text(), make(read.given)

    def _show(self, found: Comparison) -> None:
        self.result.say("warn" if found.warned else "ok", show(found.verdict))
        self.warning.setText(show(WARNING))
        self.warning.setVisible(found.warned)
        self.model.load(
            [
                (show(NAMES[one.effect]), path, said(before), said(after))
                for one in found.differences
                for path, before, after in leaves(one)
            ]
        )
        self.lines.load([("*" if one.changed else "", one.left or "", one.right or "") for one in found.lines])
