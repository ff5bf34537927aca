"""What can be wrong with a window that is on screen: text without room, targets too small, controls without a name."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from wizard.ui.focus_order import stops_of

LEAST_TARGET = 24
_BREAKS = re.compile(r"[\s\u200b]+|(?<=[/-])")
"""Where Qt goes on in the next line."""
_ROUNDING = 1
_CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractItemView)


def shown(window: QWidget) -> Iterator[QWidget]:
    """All visible widgets of the window that are not parts of a control."""
    for widget in window.findChildren(QWidget):
        inside_a_control = isinstance(widget.parentWidget(), QComboBox | QAbstractItemView | QTextEdit | QPlainTextEdit)
        if widget.isVisibleTo(window) and not inside_a_control and not widget.objectName().startswith("qt_"):
            yield widget


def faults_of(window: QWidget) -> dict[str, list[str]]:
    """Kind of fault -> where it is."""
    widgets = list(shown(window))
    return {
        "clipped": [fault for widget in widgets if (fault := _clipped(widget))],
        "outside": [fault for widget in widgets if (fault := _outside(widget))],
        "small": [fault for widget in widgets if (fault := _small(widget))],
        "unnamed": [fault for widget in widgets if (fault := _unnamed(widget))],
        "twice": _twice(widgets),
        "heading": _without_heading(window),
        "wide": _wider_than_its_area(window),
        "order": _out_of_order(window),
    }


def _called(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.objectName()} {text[:50]!r}"


def _clipped(widget: QWidget) -> str:
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            wanted = widget.heightForWidth(widget.width())
            if wanted > widget.height() + _ROUNDING:
                return f"{_called(widget)}: {widget.height()} px high, wants {wanted}"
            return _word_too_wide(widget)
        hint = widget.sizeHint()
        if hint.width() > widget.width() + _ROUNDING or hint.height() > widget.height() + _ROUNDING:
            return f"{_called(widget)}: {widget.width()}x{widget.height()}, wants {hint.width()}x{hint.height()}"
    if isinstance(widget, QPushButton | QComboBox):
        hint = widget.sizeHint()
        if hint.width() > widget.width() + _ROUNDING or hint.height() > widget.height() + _ROUNDING:
            return f"{_called(widget)}: {widget.width()}x{widget.height()}, wants {hint.width()}x{hint.height()}"
    return ""


def _word_too_wide(label: QLabel) -> str:
    metrics = QFontMetrics(label.font())
    words = _BREAKS.split(label.text())
    widest = max(words, key=metrics.horizontalAdvance, default="")
    too_wide = metrics.horizontalAdvance(widest) > label.contentsRect().width() + _ROUNDING
    return f"{_called(label)}: {widest!r} is wider than {label.contentsRect().width()} px" if too_wide else ""


def _outside(widget: QWidget) -> str:
    """Whether a text or control sticks out of the one around it at the right; below, pages scroll."""
    if not isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox):
        return ""
    parent = widget.parentWidget()
    if parent is None or isinstance(parent.parentWidget(), QScrollArea):
        return ""
    return (
        f"{_called(widget)}: ends at {widget.geometry().right()} of {parent.width()}"
        if widget.geometry().right() > parent.width() + _ROUNDING
        else ""
    )


def _small(widget: QWidget) -> str:
    if not isinstance(widget, QAbstractButton | QLineEdit | QComboBox) or not widget.isEnabled():
        return ""
    small = min(widget.width(), widget.height()) < LEAST_TARGET
    return f"{_called(widget)}: {widget.width()}x{widget.height()}" if small else ""


def _unnamed(widget: QWidget) -> str:
    if not isinstance(widget, _CONTROLS):
        return ""
    interface = QAccessible.queryAccessibleInterface(widget)
    role = interface.role() if interface is not None else QAccessible.Role.NoRole
    missing = [
        what
        for what, there in (
            ("name", interface is not None and interface.text(QAccessible.Text.Name)),
            ("role", role not in (QAccessible.Role.NoRole, QAccessible.Role.Client)),
            ("identifier", widget.accessibleIdentifier()),
        )
        if not there
    ]
    return f"{_called(widget)}: no {' and no '.join(missing)}" if missing else ""


def _twice(widgets: list[QWidget]) -> list[str]:
    counted = Counter(widget.accessibleIdentifier() for widget in widgets if widget.accessibleIdentifier())
    return [identifier for identifier, count in counted.items() if count > 1]


def _without_heading(window: QWidget) -> list[str]:
    titles = [label for label in window.findChildren(QLabel, "heading.title") if label.isVisibleTo(window)]
    if len(titles) != 1 or not titles[0].accessibleName():
        return ["no heading"]
    interface = QAccessible.queryAccessibleInterface(titles[0])
    told = interface is not None and interface.role() == QAccessible.Role.Heading
    return [] if told and interface.text(QAccessible.Text.Name) == titles[0].text() else ["not told as a heading"]


def _wider_than_its_area(window: QWidget) -> list[str]:
    """Pages scroll down only: what is wider than its area is cut off."""
    areas = [area for area in window.findChildren(QScrollArea) if area.isVisibleTo(window)]
    return [
        f"{area.objectName()}: {area.widget().width()} px in {area.viewport().width()} px"
        for area in areas
        if area.widget().width() > area.viewport().width()
    ]


def _out_of_order(window: QWidget) -> list[str]:
    """Where Tab would jump back, inside the page and inside the bar."""
    areas = [area for area in window.findChildren(QScrollArea) if area.isVisibleTo(window)]
    parts = [area.widget() for area in areas] + [bar for bar in (window.findChild(QWidget, "bar"),) if bar is not None]
    return [fault for part in parts for fault in in_reading_order(list(stops_of(part)), window)]


def in_reading_order(stops: list[QWidget], window: QWidget) -> list[str]:
    """Return the stops that stand above or left of the one before them, within one area."""
    places = [(stop, QRect(stop.mapTo(window, QPoint(0, 0)), stop.size())) for stop in stops]
    back = []
    for (_one, before), (stop, after) in pairwise(places):
        same_line = after.top() < before.bottom() and before.top() < after.bottom()
        if after.bottom() <= before.top() or (same_line and after.left() < before.left()):
            back.append(_called(stop))
    return back
