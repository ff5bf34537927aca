"""Prepare offline, make: the descriptor of one GitLab while its address is typed, with what each value means."""

from PySide6.QtWidgets import QWidget

from wizard.connect.descriptor_making import as_bytes, make
from wizard.connect.fleet_reading import ReadRow, read_row
from wizard.documents import descriptor_sheet
from wizard.documents.sheet import Section, Sheet
from wizard.domain.fleet import FleetRow
from wizard.domain.text import T
from wizard.ui import saving
from wizard.ui.i18n import show, tr
from wizard.ui.integration_part import FieldLine
from wizard.ui.layouts import column
from wizard.ui.pages._base import Page
from wizard.ui.sheet_view import SheetView
from wizard.ui.side_by_side import SideBySide

_FILE = "app_descriptor.json"


class MakePart(QWidget):
    """Nothing is asked: the address and the release decide all of it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.url = FieldLine("prepare.make.url", tr("Address of the GitLab"), placeholder="https://gitlab.example.com")
        self.version = FieldLine("prepare.make.version", tr("Version"), placeholder="17.2")
        self.proxy = FieldLine("prepare.make.proxy", tr("Jira Connect Proxy URL"), placeholder="https://gitlab.com")
        self.audience = FieldLine("prepare.make.audience", tr("Jira Connect Additional Audience URL"))
        self.fields = {"url": self.url, "version": self.version, "proxy": self.proxy, "audience": self.audience}
        self.view = SheetView("prepare.make.sheet", page.copy, self._save)
        whole = column(self, 10)
        whole.addWidget(self.url)
        whole.addWidget(SideBySide(self.version, self.proxy))
        whole.addWidget(self.audience)
        whole.addWidget(self.view)
        for field in self.fields.values():
            field.edit.textEdited.connect(lambda _text: self.show_made())
        self.view.hide()

    def show_made(self) -> None:
        """Show the descriptor of what stands in the fields, or what is wrong with which of them."""
        read = self._read()
        for column_name, field in self.fields.items():
            problem = next((one for one in read.problems if one.column == column_name), None)
            if problem is not None and field.text():
                field.result.say("error", f"{show(problem.reason)}. {show(problem.fix)}")
            else:
                field.result.clear()
        self.view.setVisible(read.given is not None)
        if read.given is None:
            return
        explained = descriptor_sheet.sheet(read.given)
        code = as_bytes(make(read.given)).decode()
        made = Section(T("The descriptor"), code=code, file_name=_FILE)
        self.view.load(Sheet(explained.title, explained.lead, (made, *explained.sections)))

    def made(self) -> bytes | None:
        """Return the descriptor of what stands in the fields; None while something of it is wrong."""
        given = self._read().given
        return None if given is None else as_bytes(make(given))

    def _read(self) -> ReadRow:
        return read_row(FleetRow(self.url.text(), self.version.text(), "", self.proxy.text(), self.audience.text()))

    def _save(self, file: str, text: str) -> None:
        saving.save(self._page, tr("Save the descriptor"), file, lambda: text)
