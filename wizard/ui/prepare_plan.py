"""Prepare offline, plan: the whole plan of the answers at hand without a look at anything, and its run book."""

import asyncio
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from wizard.documents import plan_archive
from wizard.documents.plan_files import book_sheet, files_of
from wizard.documents.sheet import Sheet, as_html, as_markdown
from wizard.domain.assumed import VERSION
from wizard.domain.findings import Severity
from wizard.domain.version import Version
from wizard.journey.offline_plan import NEWEST, OfflinePlan, address_problem, offline_plan
from wizard.ui import opening, prepared_plan, saving
from wizard.ui.controls import button
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr, trn
from wizard.ui.integration_part import FieldLine
from wizard.ui.layouts import column
from wizard.ui.naming import name
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.prepare_rows import TextRows
from wizard.ui.result_line import ResultLine
from wizard.ui.row_table import RowTable

_ROWS_SHOWN = 8


class PlanPart(QWidget):
    """From the answers that were given on the pages so far; with none there is nothing to plan."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.made: OfflinePlan | None = None
        self.version = FieldLine("prepare.plan.version", tr("Release of the GitLab"), placeholder=str(NEWEST)[:-2])
        self.result = ResultLine("prepare.plan.result")
        self.writing = ResultLine("prepare.plan.writing")
        self.model = TextRows((tr("Kind"), tr("What"), tr("Value"), tr("Where")))
        self.table = RowTable(self.model, (0.14, 0.36, 0.28), rows_shown=_ROWS_SHOWN)
        name(self.table, "prepare.plan.table", tr("The plan"))
        self._savers = Flow()
        books = {"html": tr("Run book (HTML)…"), "pdf": tr("Run book (PDF)…"), "md": tr("Run book (Markdown)…")}
        for ending, text in books.items():
            self._savers.add(button(text, f"prepare.plan.{ending}", partial(self._save_book, ending), "small"))
        self._savers.add(button(tr("One file to go on with…"), "prepare.plan.file", self._save_file, "small", "file"))
        whole = column(self, 10)
        said = tr("Made from the answers on the pages GitLab, Jira, Method and Groups; nothing is asked of anybody.")
        files = Flow()
        files.add(button(tr("Open a prepared plan…"), "prepare.plan.open", self._ask_for_file, "small", "file"))
        self.go_on = button(tr("Go on with it online"), "prepare.plan.go-on", self._go_on, "small")
        files.add(self.go_on)
        for part in (
            PlainLabel(said, "small"),
            files,
            self.version,
            self.result,
            self.table,
            self._savers,
            self.writing,
        ):
            whole.addWidget(part)
        self.version.edit.textEdited.connect(lambda _text: self.plan())

    def plan(self) -> None:
        """Make the plan anew, and show it."""
        answers = self._page.visit.answers
        self.made = None
        if not answers.gitlab.url or address_problem(answers) is not None:
            self._show("info", tr("Give the address of the GitLab on its page first: Connect leads there."))
            return
        try:
            version = Version.parse(self.version.text()) if self.version.text() else NEWEST
        except ValueError:
            self._show("error", tr("That is no release of GitLab. Write it as 17.2."))
            return
        self._page.quietly(self._plan(version), "plan offline")

    def _ask_for_file(self) -> None:
        pattern = tr("Prepared plans (*.gjwplan);;All files (*)")
        opening.choose(self._page, tr("Open a prepared plan"), pattern, self.open)

    def open(self, path: Path) -> None:
        """Take the answers of a file, and show what it plans and assumes."""
        self._page.quietly(self._open(path), "open a prepared plan")

    async def _open(self, path: Path) -> None:
        try:
            prepared = plan_archive.read(await opening.read(path, plan_archive.LARGEST))
        except OSError as error:
            said = tr("{name} cannot be read: {reason}", name=path.name, reason=error.strerror or "?")
            self.result.say("error", said)
            return
        except plan_archive.PlanArchiveError as error:
            self.result.say("error", f"{path.name}: {show(error.text)}")
            return
        prepared_plan.take_up(self._page.visit, prepared)
        self.version.show_text(prepared.assumed.get(VERSION, ""))
        self.plan()

    def _go_on(self) -> None:
        self._page.wanted.emit("gitlab")

    async def _plan(self, version: Version) -> None:
        self.made = await offline_plan(self._page.visit.answers, version)
        in_the_way = next((one for one in self.made.findings if one.severity is Severity.BLOCKER), None)
        if in_the_way is not None:
            self._show("error", f"{show(in_the_way.title)}. {show(in_the_way.fix)}")
            return
        count = len(self.made.plan.rows)
        self._show("ok", trn("{n} change is planned", "{n} changes are planned", count))

    def _show(self, tone: str, text: str) -> None:
        self.result.say(tone, text)
        rows: list[tuple[str, ...]] = []
        if self.made is not None:
            plan = self.made.plan
            rows += [(tr("change"), show(one.title), "; ".join(one.shown_after), show(one.where)) for one in plan.rows]
            rows += [(tr("by hand"), show(one.title), "", show(one.who)) for one in plan.tasks]
            rows += [(tr("assumed"), show(one.what), one.value or tr("not set"), "") for one in self.made.assumptions]
            rows += [(tr("unknown"), show(one), "", "") for one in self.made.unknown]
            rows += [(tr("to know"), show(one.title), show(one.fix), "") for one in self.made.findings]
        self.model.load(rows)
        self.table.setVisible(bool(rows))
        self._savers.setVisible(self.made is not None)
        self.go_on.setEnabled(self.made is not None)

    def _save_book(self, ending: str) -> None:
        written = partial(self._write, ending=ending)
        saving.ask_where(self._page, tr("Save the run book"), f"run-book.{ending}", written)

    async def _write(self, path: Path, ending: str) -> None:
        if self.made is None:
            return
        self.writing.say("info", tr("{name} is made. Leaving the page ends it.", name=path.name))
        try:
            data = await self._book(self.made, ending)
            await saving.write_bytes(self._page, path, data)
        finally:
            self.writing.clear()

    async def _book(self, made: OfflinePlan, ending: str) -> bytes:
        sheet, text = await asyncio.to_thread(_book, made, markdown=ending == "md")
        if ending != "pdf":
            return text.encode()
        from wizard.ui.pdf import as_pdf_in_turns  # only for who wants one

        return await as_pdf_in_turns(text, show(sheet.title))

    def _save_file(self) -> None:
        saving.ask_where(self._page, tr("Save the plan"), f"plan{plan_archive.ENDING}", self._write_file)

    async def _write_file(self, path: Path) -> None:
        if self.made is not None:
            assumed = {one.id: one.value for one in self.made.assumptions}
            files = await asyncio.to_thread(files_of, self.made)
            data = await asyncio.to_thread(plan_archive.write, self.made.plan.answers, assumed, files)
            await saving.write_bytes(self._page, path, data)


def _book(made: OfflinePlan, *, markdown: bool) -> tuple[Sheet, str]:
    """Return the run book, before it has a format and in it: a thousand places take longer than a turn of the loop."""
    sheet = book_sheet(made)
    return sheet, as_markdown(sheet, show) if markdown else as_html(sheet, show)
