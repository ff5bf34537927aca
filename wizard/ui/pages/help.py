"""Help: every topic, found by words; opens at the page or the finding that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from wizard.ui.controls import line_edit
from wizard.ui.help_book import BOOKS, Topic, search, topic
from wizard.ui.help_view import HelpView
from wizard.ui.i18n import show, tr, trn
from wizard.ui.layouts import column, line
from wizard.ui.naming import name
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.ui.visit import Visit

_LIST_WIDTH = 290
_HEIGHT = 380


class HelpPage(Page):
    step = "help"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.search = line_edit("help.search", tr("Search the help"), placeholder=tr("Search the help"))
        self.search.textChanged.connect(self._search)
        self.list = name(QListWidget(), "help.topics", tr("Topics"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.currentRowChanged.connect(self._show_row)
        self.view = HelpView()
        self.view.followed.connect(self._follow_link)
        self._count = PlainLabel("", "small")
        self._found: list[Topic] = []
        left = column(spacing=8)
        left.addWidget(self.list, 1)
        left.addWidget(self._count)
        across = line(spacing=18)
        across.addLayout(left)
        across.addWidget(self.view, 1)
        self.list.setMinimumHeight(_HEIGHT)
        self.body.addWidget(self.search)
        self.body.addLayout(across, 1)

    def title(self) -> str:
        return tr("Help")

    def lead(self) -> str:
        return tr("Every page, finding, setting and command. It needs no network.")

    def bar_note(self) -> str:
        return tr("F1 on any page opens its own topic.")

    def press(self) -> None:
        """Nothing: one reads here."""

    def first_field(self) -> QLineEdit:
        return self.search

    def enter(self) -> None:
        wanted = self.visit.help_at or "page-start"  # a search that is done anew would choose its first topic
        self._search(self.search.text())
        self.open(wanted)

    def leave(self) -> None:
        super().leave()
        self.visit.help_at = ""

    def open(self, anchor: str) -> bool:
        """Show a topic by its anchor; tells whether there is one."""
        wanted = topic(anchor)
        if wanted is None:
            return False
        if wanted not in self._found:
            self.search.clear()
        self.list.setCurrentRow(self._found.index(wanted))
        return True

    def _search(self, text: str) -> None:
        self._found = list(search(text))
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._found:
            item = QListWidgetItem(one.title)
            item.setToolTip(f"{show(BOOKS[one.book])}: {one.title}")
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._count.setText(trn("{n} topic", "{n} topics", len(self._found)) if self._found else tr("Nothing found."))
        if self._found:
            self.list.setCurrentRow(0)

    def _show_row(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self.view.show_topic(self._found[row])
            self.visit.help_at = self._found[row].anchor

    def _follow_link(self, link: str) -> None:
        """Go to a topic of ours; anything else is copied, for nothing opens unasked."""
        if link.startswith("#"):
            self.open(link.removeprefix("#"))
        else:
            self.copy(link)
