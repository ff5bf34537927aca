"""What stands in the way of the verb: all of it in a row between page and bar, each with the way to its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from wizard.ui.announce import announce
from wizard.ui.controls import button, frame
from wizard.ui.focus_order import keep_near
from wizard.ui.i18n import show, tr, trn
from wizard.ui.icons import Icon
from wizard.ui.layouts import column, empty, line
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.tokens import PAGE_MARGIN

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.ui.result_line import ResultLine

_SHARE = 4
"""At most this part of the window is taken: the page must stay readable; what is more scrolls."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is to be mended before the page goes on."""

    said: str
    place: QWidget
    """What gets the focus."""

    shown: QWidget | None = None
    """What is brought into sight with it, such as the line below a field."""

    told: str = ""
    """What is said of it where it is, in sight: then it is not listed when it is alone."""


def beside(result: ResultLine, place: QWidget, said: str = "") -> Fault:
    """Return the fault that the line under a field tells; `said` is it in a few words."""
    told = result.text.text()
    return Fault(said or told, place, result, told)


def of_cards(page: QWidget) -> list[Fault]:
    """Return what the cards of a page tell that blocks; the place of each is the card's first button."""
    from wizard.ui.finding_card import FindingCard  # after the first paint

    cards = [card for card in page.findChildren(FindingCard) if card.finding.severity.value == "blocker"]
    return [Fault(show(card.finding.title), card.findChild(QPushButton) or card, card) for card in cards]


class FaultList(QWidget):
    """Hidden while nothing is wrong. A fault whose field is changed is marked so and keeps its room.

    The page would move under the person who types if the list shrank with the first key.
    """

    def __init__(self, lead_to: Callable[[Fault], object]) -> None:
        super().__init__()
        self._lead_to = lead_to
        self._faults: tuple[Fault, ...] = ()
        self._fields: dict[QLineEdit, str] = {}
        """What stood in the fields that are wrong."""
        self._changed: set[QWidget] = set()
        """The fields of the list that hold something else by now."""
        self._shown: _Shown | None = None
        """Made when it is first wanted: the first paint does without it."""
        name(self, "faults", tr("What is to be mended"))
        self.hide()

    def told(self) -> tuple[str, ...]:
        """Return what is listed and still as it was."""
        left = (fault.said for fault in self._faults if fault.place not in self._changed)
        return () if self.isHidden() else tuple(left)

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """List what is to be mended and say it to a screen reader; one that its place tells already is only said."""
        self.clear()
        self._faults = tuple(faults)
        first = self._faults[0]
        if len(self._faults) == 1 and first.told:
            announce(first.place, first.told, at_once=True)
            return
        self._build()
        self._fields = {fault.place: fault.place.text() for fault in faults if isinstance(fault.place, QLineEdit)}
        for field in self._fields:
            field.textChanged.connect(self._edited)
        self.show()
        announce(self, f"{_count(len(faults))} {first.told or first.said}", at_once=True)

    def drop(self, place: QWidget) -> None:
        """Take what is wrong at a place from the list: it is mended, or another answer stands there."""
        left = tuple(fault for fault in self._faults if fault.place is not place)
        if self.isHidden() or all(fault.place in self._changed for fault in left):
            self.clear()
        elif left != self._faults:
            self._faults = left
            self._build()

    def clear(self) -> None:
        """Nothing is in the way any more, as far as is known."""
        for field in self._fields:
            field.textChanged.disconnect(self._edited)
        self._fields = {}
        self._changed = set()
        self._faults = ()
        if not self.isHidden():
            keep_near(self)
            self.hide()

    def _edited(self) -> None:
        for field in [field for field, before in self._fields.items() if field.text() != before]:
            del self._fields[field]
            field.textChanged.disconnect(self._edited)
            self._changed.add(field)
        if self._shown is not None:
            self._shown.mark([fault.place in self._changed for fault in self._faults])

    def _build(self) -> None:
        if self._shown is None:
            self._shown = _Shown()
            line(self, 0, (PAGE_MARGIN, 4, PAGE_MARGIN, 8)).addWidget(self._shown)
        self._shown.put(self._faults, self._lead_to)
        self._shown.mark([fault.place in self._changed for fault in self._faults])


class _Shown(QScrollArea):
    """The list as it is drawn: as high as it is, up to a part of the window."""

    def __init__(self) -> None:
        super().__init__()
        self._count: PlainLabel = PlainLabel("", "strong")
        self._rows: QVBoxLayout = column(spacing=2)
        self._box: QFrame = frame("card-error")
        whole = line(self._box, 10, (14, 8, 14, 8))
        icons, inner = column(spacing=0), column(spacing=2)
        icons.addWidget(Icon("circle-x", "error"))
        icons.addStretch(1)
        inner.addWidget(self._count)
        inner.addLayout(self._rows)
        whole.addLayout(icons)
        whole.addLayout(inner, 1)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._box)
        name(self, "faults.scroll", tr("What is to be mended"))

    def put(self, faults: Sequence[Fault], lead_to: Callable[[Fault], object]) -> None:
        """Show these faults."""
        empty(self._rows)
        self._count.setText(_count(len(faults)))
        for number, fault in enumerate(faults):
            row = _Row(fault.said)
            spoken = tr("Show: {fault}", fault=fault.said)
            lead = button(tr("Show"), f"faults.{number}", partial(lead_to, fault), "small", spoken=spoken)
            row.across.addWidget(lead)
            self._rows.addWidget(row)
        self._fit()

    def mark(self, changed: Sequence[bool]) -> None:
        """Say which rows are changed by now; the list stays as high as it is."""
        for number, is_changed in enumerate(changed):
            item = self._rows.itemAt(number)
            row = item.widget() if item is not None else None
            if is_changed and isinstance(row, _Row):
                row.change()
        left = changed.count(False)
        self._count.setText(_count(left) if left else tr("All that was listed is changed; press the button again."))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = self._box.heightForWidth(self.viewport().width())
        if wanted < 0:  # nothing in it wraps yet
            wanted = self._box.sizeHint().height()
        self.setFixedHeight(min(wanted, self.window().height() // _SHARE))


class _Row(QWidget):
    """One fault: what it is, and the way to its place."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self._said = said
        self._label: PlainLabel = PlainLabel(said, selectable=True)
        self.across: QHBoxLayout = line(self, 10)
        self.across.addWidget(self._label, 1)

    def change(self) -> None:
        """Say that its field holds something else by now."""
        self._label.setText(tr("Changed: {fault}", fault=self._said))


def _count(faults: int) -> str:
    return trn(
        "{n} thing is to be mended before this page goes on:",
        "{n} things are to be mended before this page goes on:",
        faults,
    )
