"""The button that saves the report of a set-up, as Markdown or as a page for the browser."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton

from wizard.documents import PROGRAM
from wizard.documents.report import report
from wizard.documents.sheet import Sheet, as_html, as_markdown
from wizard.ui.controls import menu_button
from wizard.ui.i18n import language, show, tr
from wizard.ui.pages._base import Page
from wizard.ui.saving import save


def report_button(page: Page, identifier: str) -> QPushButton:
    """Return a button with a menu: the report in each of its forms."""
    forms: dict[str, Callable[[], object]] = {
        tr("as Markdown"): partial(_begin, page, "report.md", lambda made: as_markdown(made, show)),
        tr("as HTML"): partial(_begin, page, "report.html", lambda made: as_html(made, show, language())),
    }
    return menu_button(tr("Save report"), identifier, forms)


def _begin(page: Page, file_name: str, write: Callable[[Sheet], str]) -> None:
    page.work(_save(page, file_name, write), tr("Reading what was done."), partial(_begin, page, file_name, write))


async def _save(page: Page, file_name: str, write: Callable[[Sheet], str]) -> None:
    session = page.visit.session
    told = await page.ask(lambda desk: desk.archive.told(session))
    text = write(report(told, time.time(), PROGRAM))
    save(page, tr("Save the report"), file_name, lambda: text)
