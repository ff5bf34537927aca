"""Lists of rows that change while one looks: rows that open something, and what keeps them in order."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from wizard.ui.focus_order import keep_near
from wizard.ui.layouts import column, line
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.tokens import ROW_HEIGHT

Key = Hashable
_AT_ONCE = 4
"""Rows that are made before other events are served."""


class RowButton(QPushButton):
    """A row that opens something: its parts are seen, the press goes to the whole row.

    Says `moved` with -1 or 1 when an arrow wants the row before or after it, `entered` when it has the focus.
    """

    moved = Signal(int)
    entered = Signal()

    def __init__(self, identifier: str, spoken: str, chosen: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(ROW_HEIGHT)
        self.clicked.connect(lambda: chosen())
        self._row = line(self, 12, (4, 6, 4, 6))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        name(self, identifier, spoken)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        super().focusInEvent(event)
        self.entered.emit()

    def put(self, part: QWidget, stretch: int = 0) -> None:
        """Put a part at the end of the row."""
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row.addWidget(part, stretch)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the least that the parts need: a row is as wide as its list."""
        return self._row.minimumSize().expandedTo(QSize(0, self.minimumHeight()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 (Qt's name)
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 (Qt's name)
        return max(self._row.totalHeightForWidth(width), self.minimumHeight())


class RowList(QWidget):
    """A title with rows below it, each known by its key: what stays is changed in place, what is new comes in.

    To make a row takes some milliseconds; no more than a few are made before other events are served, and the others
    once the list is on screen. Tab comes to one row of the list, the arrows go from row to row: Tab would take long
    through all groups.
    """

    def __init__(self, title: str, nothing: str) -> None:
        super().__init__()
        self._made: dict[Key, QWidget] = {}
        self._wanted: tuple[Key, ...] = ()
        self._more = QTimer(self, interval=0, singleShot=True)
        self._more.timeout.connect(self._make_rows)
        inner = column(self, 4)
        self._title = PlainLabel(title, "strong")
        inner.addWidget(self._title)
        self._nothing = PlainLabel(nothing, "muted")
        inner.addWidget(self._nothing)
        self._rows = column(spacing=0)
        inner.addLayout(self._rows)
        self._rest = PlainLabel("", "muted")
        self._rest.hide()
        inner.addWidget(self._rest)
        inner.addStretch(1)

    def buttons(self) -> list[RowButton]:
        """Return the rows that can be pressed, from above."""
        rows = (self._made[key] for key in self._wanted if key in self._made)
        return [row for row in rows if isinstance(row, RowButton)]

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        super().showEvent(event)
        self._more.start()

    def _show(self, keys: Sequence[Key], rest: str = "") -> None:
        """Show rows for these keys in this order, and below them what is said of the others."""
        self._wanted = tuple(keys)
        for key in [key for key in self._made if key not in self._wanted]:
            gone = self._made.pop(key)
            self._rows.removeWidget(gone)
            keep_near(gone)
            gone.hide()
            gone.deleteLater()
        for key, row in self._made.items():
            self._change(key, row)
        self._nothing.setVisible(not keys)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self._make_rows()

    def _make_rows(self) -> None:
        missing = [key for key in self._wanted if key not in self._made]
        for key in missing[:_AT_ONCE]:
            self._made[key] = row = self._row(key)
            if isinstance(row, RowButton):
                row.moved.connect(partial(self._go, row))
                row.entered.connect(partial(self._stop_at, row))
                row.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        for at, key in enumerate(key for key in self._wanted if key in self._made):
            if self._rows.indexOf(self._made[key]) != at:
                self._rows.insertWidget(at, self._made[key])
        buttons = self.buttons()
        if buttons and not any(row.focusPolicy() == Qt.FocusPolicy.StrongFocus for row in buttons):
            self._stop_at(buttons[0])
        if len(missing) > _AT_ONCE and self.isVisible():
            self._more.start()

    def _row(self, key: Key) -> QWidget:
        """Return a new row for a key; where a list says nothing else, the key itself."""
        return PlainLabel(str(key), "muted")

    def _change(self, key: Key, row: QWidget) -> None:
        """Let a row that is there say what is true now."""

    def _go(self, row: RowButton, step: int) -> None:
        buttons = self.buttons()
        at = buttons.index(row) + step
        if 0 <= at < len(buttons):
            buttons[at].setFocus()

    def _stop_at(self, here: RowButton) -> None:
        """Let Tab come back to the row where one was."""
        for row in self.buttons():
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if row is here else Qt.FocusPolicy.ClickFocus)
