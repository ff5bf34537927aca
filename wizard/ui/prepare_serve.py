"""Prepare offline, serve: one descriptor at an address of this computer, read-only, with who asked for it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from wizard.connect.descriptor_checking import validate
from wizard.ui import prepare_sources
from wizard.ui.announce import announce
from wizard.ui.controls import button
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr
from wizard.ui.integration_part import FieldLine
from wizard.ui.layouts import column
from wizard.ui.naming import name
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.prepare_rows import TextRows
from wizard.ui.result_line import ResultLine
from wizard.ui.row_table import RowTable
from wizard.ui.side_by_side import SideBySide

_ROWS_SHOWN = 8
_PORT, _LARGEST_PORT = 8080, 65_535


class ServePart(QWidget):
    """Serves a file, or what the part Make has made; goes on while other pages are open."""

    def __init__(self, page: Page, made: Callable[[], bytes | None]) -> None:
        """`made` gives the descriptor that stands in the part Make; None where there is none."""
        super().__init__()
        self._page, self._made, self.serving = page, made, page.visit.serving
        self._content: Callable[[], bytes] | None = None
        self.source = ResultLine("prepare.serve.source")
        self.address = FieldLine("prepare.serve.address", tr("Address of this computer"), placeholder="127.0.0.1")
        self.port = FieldLine("prepare.serve.port", tr("Port"), placeholder=str(_PORT))
        self.result = ResultLine("prepare.serve.result")
        self.model = TextRows((tr("Time"), tr("From"), tr("Method"), tr("Path"), tr("Status")))
        self.table = RowTable(self.model, (0.13, 0.24, 0.12, 0.39), rows_shown=_ROWS_SHOWN)
        name(self.table, "prepare.serve.log", tr("Who asked for it"), tr("The newest request first"))
        self.of_made = button(tr("Take the one that was made"), "prepare.serve.made", self.take_made, "small")
        self.choose = button(tr("Open a descriptor…"), "prepare.serve.open", self._ask_for_file, "small", "file")
        self.begin = button(tr("Serve it"), "prepare.serve.begin", self._begin, "small")
        self.end = button(tr("End it"), "prepare.serve.end", self.serving.end, "small")
        self.copy = button(tr("Copy the address"), "prepare.serve.copy", self._copy, "small", "copy")
        self._lay_out()
        self.address.edit.textEdited.connect(lambda _text: self._judge_address())

    def _lay_out(self) -> None:
        whole = column(self, 10)
        files, does = Flow(), Flow()
        for one in (self.of_made, self.choose):
            files.add(one)
        for one in (self.begin, self.end, self.copy):
            does.add(one)
        said = tr(
            "For an app in development behind a tunnel, or to look at: read-only, and each request is listed. Jira "
            "itself takes https alone, on port 443, 80 or 8080."
        )
        places = SideBySide(self.address, self.port, first_grows=True)
        for part in (PlainLabel(said, "small"), files, self.source, places, does, self.result, self.table):
            whole.addWidget(part)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        super().showEvent(event)
        self.serving.changed.connect(self.refresh)
        self.serving.asked.connect(self._list)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        super().hideEvent(event)
        self.serving.changed.disconnect(self.refresh)
        self.serving.asked.disconnect(self._list)

    # what is served

    def take_made(self) -> None:
        """Serve what the part Make has made."""
        made = self._made()
        if made is None:
            self.source.say("error", tr("Nothing is made yet: choose Make a descriptor above and enter its address."))
            return
        self.take(tr("The descriptor that was made"), made, lambda: made)

    def _ask_for_file(self) -> None:
        prepare_sources.ask_for_file(self._page, self.open)

    def open(self, path: Path) -> None:
        """Take a file; it is read anew for each request."""
        self._page.quietly(self._open(path), "open descriptor")

    async def _open(self, path: Path) -> None:
        from wizard.adapters.descriptor_server import content_of  # with its server; not needed for the first paint

        try:
            body = await prepare_sources.body_of(path)
        except prepare_sources.NotTaken as error:
            self.source.say("error", str(error))
            return
        self.take(path.name, body, content_of(path, body))

    def take(self, called: str, body: bytes, content: Callable[[], bytes]) -> None:
        """Take what is to be served, and say whether Jira would take it."""
        looked = validate(body)
        if looked.descriptor is None:
            problem = looked.problems[0]
            said = f"{called}:{problem.line}:{problem.column}: {show(problem.reason)}. {show(problem.fix)}"
            self.source.say("error", said)
            return
        self._content = content
        if looked.valid:
            self.source.say("ok", tr("{name} is valid for Jira.", name=called))
        else:
            self.source.say("warn", tr("{name} would be refused by Jira; it is served all the same.", name=called))
        self.refresh()

    # where

    def _judge_address(self) -> None:
        from wizard.adapters.descriptor_server import LOOPBACK

        address = self.address.text()
        if address and address not in LOOPBACK:
            said = tr("Everybody who reaches {address} can read it.", address=address)
            self.address.result.say("warn", said)

    def _begin(self) -> None:
        port = self._port()
        if self._content is not None and port is not None:
            self.serving.begin(self._content, self.address.text() or "127.0.0.1", port)

    def _port(self) -> int | None:
        typed = self.port.text() or str(_PORT)
        if typed.isascii() and typed.isdigit() and int(typed) <= _LARGEST_PORT:
            return int(typed)
        self.port.wrong(tr("A port is a number up to 65535; 0 takes a free one."))
        self.port.edit.setFocus()
        return None

    def _copy(self) -> None:
        self._page.copy(self.serving.url)

    # what is shown

    def refresh(self) -> None:
        """Show how it stands."""
        serving = self.serving
        self.begin.setEnabled(self._content is not None and not serving.on)
        self.end.setEnabled(serving.on)
        self.copy.setEnabled(bool(serving.url))
        self._say(*self._told())
        self._list()

    def _told(self) -> tuple[str, str]:
        serving = self.serving
        if serving.trouble:
            said = tr("Nothing can be served there: {reason}. Choose another address or port.", reason=serving.trouble)
            return "error", said
        if serving.url:
            return "ok", tr("Served at {url}", url=serving.url)
        if serving.beginning:
            return "info", tr("It begins…")
        return "info", "" if self._content is not None else tr("Take a descriptor first.")

    def _say(self, tone: str, said: str) -> None:
        before = self.result.text.text()
        self.result.say(tone, said)
        if said and said != before and self.isVisible():
            announce(self.result, said)

    def _list(self) -> None:
        self.model.load(self.serving.log)
