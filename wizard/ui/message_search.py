"""Search for the message somebody got: what it means and what to do, without any network."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from wizard.ui.controls import button, frame, line_edit
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column, empty
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel

_LEAST = 4
"""Characters before anything is searched."""


class MessageSearch(QWidget):
    """A field, and below it what the best matches mean."""

    def __init__(
        self, check: Callable[[], object], recipes: Callable[[], object], explain: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._check, self._recipes, self._explain = check, recipes, explain
        whole = column(self, 8)
        said = tr("Search the message you got")
        self.field = line_edit("start.message", said, placeholder=tr("Or search the message you got"))
        self.field.textChanged.connect(self._search)
        whole.addWidget(self.field)
        self._found = column(spacing=8)
        whole.addLayout(self._found)

    def _search(self, text: str) -> None:
        from wizard.documents.messages import find  # after the first paint

        empty(self._found)
        if len(text.strip()) < _LEAST:
            return
        found = find(text)
        for number, message in enumerate(found):
            card = name(frame("card"), f"start.message.{number}", message.said)
            inside = column(card, 5, (14, 10, 14, 10))
            inside.addWidget(PlainLabel(message.said, "strong", selectable=True))
            inside.addWidget(PlainLabel(show(message.means), selectable=True))
            inside.addWidget(PlainLabel(show(message.do), "muted", selectable=True))
            more = Flow()
            learn = partial(self._explain, message.codes[0])
            more.add(button(tr("What the help says"), f"start.message.{number}.help", learn, "link", "info"))
            inside.addWidget(more)
            self._found.addWidget(card)
        if not found:
            self._found.addWidget(
                PlainLabel(tr("No documented message has these words. Check both sides instead."), "muted")
            )
            return
        row = Flow()
        row.add(button(tr("Check both sides"), "start.message.check", self._check, "small", "eye"))
        row.add(button(tr("Recipes"), "start.message.recipes", self._recipes, "small", "file"))
        self._found.addWidget(row)
