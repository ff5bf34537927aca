"""The pages that were opened so far, each in a scroll area of its own; one of them is on screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QScrollArea, QStackedWidget, QWidget

from wizard.ui.i18n import tr
from wizard.ui.naming import name
from wizard.ui.sight import Sight

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.ui.pages._base import Page

_NO_RETURN_KEY = frozenset({"groups.search"})


class PageStack(QStackedWidget):
    """Says `entered` when Return was pressed in a field of a page."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pages: dict[str, Page] = {}
        self.areas: dict[str, QScrollArea] = {}
        self._sights: dict[str, Sight] = {}
        name(self, "shell.page", tr("Page"))

    def add(self, page: Page) -> None:
        """Take a page that was just made."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        name(area, f"shell.scroll.{page.step}", page.title())
        self.addWidget(area)  # before the page is in it: what is moved with its page is styled twice
        area.setWidget(page)
        self.pages[page.step], self.areas[page.step] = page, area
        sight = self._sights[page.step] = Sight(area, page)
        page.to_see.connect(sight.bring)
        self._hear(page)

    def _hear(self, page: Page) -> None:
        for choice in page.findChildren(QAbstractButton):
            if choice.isCheckable():
                choice.clicked.connect(page.edited)
        for edit in page.findChildren(QLineEdit):
            edit.textEdited.connect(page.edited)
            if not edit.isReadOnly() and edit.objectName() not in _NO_RETURN_KEY:
                edit.returnPressed.connect(partial(self.entered.emit))

    def show_page(self, page: Page, *, scroll: bool) -> None:
        """Put a page on screen; `scroll` begins it at its top."""
        area = self.areas[page.step]
        self.setCurrentWidget(area)
        if scroll:
            area.verticalScrollBar().setValue(0)

    def show_part(self, page: Page, part: QWidget) -> None:
        """Scroll to a part of a page; a page of a language that was left has no place any more."""
        if page.step in self._sights:
            self._sights[page.step].show(part)

    def focus(self, page: Page, wanted: QWidget | None = None) -> None:
        """Give the focus to a part of a page, else to its first field, else to what scrolls it."""
        (wanted or page.first_field() or self.areas[page.step]).setFocus()
