"""One way to connect that can be chosen: its reason, and what it changes, asks of people and leaves behind."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QRadioButton, QSizePolicy, QWidget

from wizard.domain.route import Route
from wizard.journey.route_terms import TERMS
from wizard.journey.values import RouteRow
from wizard.ui.controls import chip, restyle
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column, line
from wizard.ui.look import words_beside_a_box
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel, visible
from wizard.ui.side_by_side import SideBySide


class WayCard(QFrame):
    """A press anywhere on it chooses it; the radio button is what keys and screen readers use."""

    def __init__(self, row: RouteRow) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        name(self, f"method.row.{row.id}", show(row.title))
        self.choice = name(
            QRadioButton(visible(show(row.title)).replace("&", "&&")),
            f"method.{row.id}",
            show(row.title),
            _spoken(row),
        )
        self.choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.choice.toggled.connect(self._show_chosen)
        inner = column(self, 6, (10, 10, 14, 12))
        boxes = QWidget(), QWidget()
        parts = (self.choice, chip(tr("recommended"), "ok") if row.recommended else None)
        for box, part in zip(boxes, parts, strict=True):
            left = line(box)
            if part is not None:
                left.addWidget(part)
            left.addStretch(1)
        inner.addWidget(SideBySide(*boxes, first_grows=True))
        texts = column(spacing=8, margins=(words_beside_a_box(), 0, 0, 0))
        texts.addWidget(PlainLabel(show(row.reason)))
        texts.addLayout(self._terms(Route(row.id)))
        self._texts = texts
        self._more: QWidget | None = None
        """What this way asks besides; seen while it is chosen."""
        inner.addLayout(texts)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hold(self, more: QWidget) -> None:
        """Ask for more below the terms, while this way is chosen."""
        self._more = more
        more.setVisible(self.choice.isChecked())
        self._texts.addWidget(more)

    def _terms(self, route: Route) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        terms = TERMS.get(route)
        if terms is None:
            return grid
        for title, text in ((tr("Changes"), terms.changes), (tr("Needs"), terms.asks), (tr("Undo"), terms.undo)):
            row = grid.rowCount()
            grid.addWidget(PlainLabel(title, "small", wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(PlainLabel(show(text), "small"), row, 1)
        return grid

    def _show_chosen(self, chosen: bool) -> None:
        self.setProperty("kind", "card-chosen" if chosen else "card")
        restyle(self)
        if self._more is not None:
            self._more.setVisible(chosen)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.choice.setFocus(Qt.FocusReason.MouseFocusReason)
            self.choice.click()


def _spoken(row: RouteRow) -> str:
    terms = TERMS.get(Route(row.id))
    said = [row.reason] if terms is None else [row.reason, terms.changes, terms.asks, terms.undo]
    return " ".join(show(one) for one in said)
