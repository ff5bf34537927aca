"""The lists of the page Monitor: groups with how far each is, what is not in Jira by its reason, and what happened."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from wizard.monitor.values import Event, GroupFlow, History, Light, Reason
from wizard.ui.charts.bar import Bar
from wizard.ui.focus_order import keep_near
from wizard.ui.i18n import show, tr, trn
from wizard.ui.icons import Icon
from wizard.ui.layouts import column, line
from wizard.ui.monitor_words import LIGHTS, REASONS, clock_at, event_icon, event_words, percent
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.tokens import ROW_HEIGHT

Key = Hashable
_AT_ONCE = 3
"""Rows that are made before other events are served."""
_MOST_GROUPS = 40
_MOST_EVENTS = 12
_NAME_EMS = 4
_NUMBER_EMS = 3
_LONGEST_WORD = 12
_TOKENS = {Light.OK: "ok", Light.BROKEN: "error", Light.BEHIND: "accent"}


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


class _List(QWidget):
    """A title with rows below it, each known by its key: what stays is changed in place, what is new comes in.

    To make a row takes some milliseconds; no more than a few are made before other events are served. Tab comes to one
    row of the list, the arrows go from row to row: Tab would take long through all groups.
    """

    def __init__(self, title: str, nothing: str) -> None:
        super().__init__()
        self._made: dict[Key, QWidget] = {}
        self._wanted: tuple[Key, ...] = ()
        self._more = QTimer(self, interval=0, singleShot=True)
        self._more.timeout.connect(self._make_rows)
        inner = column(self, 4)
        inner.addWidget(PlainLabel(title, "strong"))
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
        for at, key in enumerate(key for key in self._wanted if key in self._made):
            if self._rows.indexOf(self._made[key]) != at:
                self._rows.insertWidget(at, self._made[key])
        if missing:
            buttons = self.buttons()
            if buttons and not any(row.focusPolicy() == Qt.FocusPolicy.StrongFocus for row in buttons[1:]):
                self._stop_at(buttons[0])
        if len(missing) > _AT_ONCE:
            self._more.start()

    def _row(self, key: Key) -> QWidget:
        raise NotImplementedError

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


class _GroupRow(RowButton):
    """A lamp, a name, how many projects are done, and how much of the group is in Jira."""

    def __init__(self, path: str, chosen: Callable[[], object]) -> None:
        super().__init__(f"monitor.group.{path}", path, chosen)
        self._lamp, self._done, self._bar = Icon("circle"), PlainLabel("", "muted", wrap=False), Bar()
        title = PlainLabel("", "name")
        title.longest_word = _LONGEST_WORD
        title.setText(path)
        title.setMinimumWidth(_NAME_EMS * self.fontMetrics().height())
        for part, stretch in ((self._lamp, 0), (title, 2), (self._done, 0), (self._bar, 3)):
            self.put(part, stretch)
        self.put(Icon("chevron-right", "muted"))

    def change(self, group: GroupFlow) -> None:
        """Show how the group stands now."""
        icon, token, word = LIGHTS[group.light]
        part = group.present / group.expected if group.expected else None
        done = tr("{done} of {all} projects", done=group.projects_done, all=group.projects)
        share = tr("{share} in Jira", share=percent(part)) if part is not None else tr("nothing to send")
        self._lamp.change(icon, token)
        self._done.setText(done)
        self._bar.change(part, _TOKENS.get(group.light, "muted"))
        self.setAccessibleName(f"{group.path}: {show(word)}, {done}, {share}")
        self.setToolTip(
            tr("{present} of {expected} things are in Jira", present=group.present, expected=group.expected)
        )


class GroupRows(_List):
    """Linked groups; a press lists what of a group is not in Jira."""

    def __init__(self, opened: Callable[[str], object]) -> None:
        super().__init__(tr("Groups"), tr("No linked group was seen yet."))
        self._opened = opened
        self._groups: dict[Key, GroupFlow] = {}

    def load(self, groups: Sequence[GroupFlow]) -> None:
        """Show other groups."""
        self._groups = {group.path: group for group in groups[:_MOST_GROUPS]}
        left = len(groups) - len(self._groups)
        self._show(tuple(self._groups), trn("and {n} more group", "and {n} more groups", left) if left else "")

    def _row(self, key: Key) -> QWidget:
        group = self._groups[key]
        made = _GroupRow(group.path, partial(self._opened, group.path))
        made.change(group)
        return made

    def _change(self, key: Key, row: QWidget) -> None:
        if isinstance(row, _GroupRow):
            row.change(self._groups[key])


class _ReasonRow(RowButton):
    """How many things are not in Jira for one reason."""

    def __init__(self, reason: Reason, chosen: Callable[[], object]) -> None:
        self._word = show(REASONS[reason])
        super().__init__(f"monitor.reason.{reason.value}", self._word, chosen)
        self._number = PlainLabel("", "strong", wrap=False)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._number.setMinimumWidth(_NUMBER_EMS * self.fontMetrics().height())
        self.put(self._number)
        self.put(PlainLabel(self._word, "muted"), 1)
        self.put(Icon("chevron-right", "muted"))

    def change(self, count: int) -> None:
        """Show another count."""
        self._number.setText(str(count))
        self.setAccessibleName(f"{count}: {self._word}")


class ReasonRows(_List):
    """How many things are not in Jira for each reason; a press lists them."""

    def __init__(self, opened: Callable[[Reason], object]) -> None:
        super().__init__(tr("Not in Jira, and why"), tr("Nothing is missing."))
        self._opened = opened
        self._counts: dict[Key, int] = {}

    def load(self, history: History) -> None:
        """Show other counts."""
        measured = history.coverage is not None
        self._nothing.setText(tr("Nothing is missing.") if measured else tr("Both sides were not compared yet."))
        self._counts = {reason: history.reasons[reason] for reason in REASONS if history.reasons.get(reason)}
        self._show(tuple(self._counts))

    def _row(self, key: Key) -> QWidget:
        reason = Reason(str(key))
        made = _ReasonRow(reason, partial(self._opened, reason))
        made.change(self._counts[key])
        return made

    def _change(self, key: Key, row: QWidget) -> None:
        if isinstance(row, _ReasonRow):
            row.change(self._counts[key])


class EventRows(_List):
    """What happened, the newest first."""

    def __init__(self) -> None:
        super().__init__(tr("What happened"), tr("Nothing happened yet."))
        self._events: dict[Key, Event] = {}

    def load(self, events: Sequence[Event]) -> None:
        """Show other events."""
        newest = sorted(events, key=lambda event: -event.at)[:_MOST_EVENTS]
        self._events = {(event.at, event.code, event.subject): event for event in newest}
        self._show(tuple(self._events))

    def _row(self, key: Key) -> QWidget:
        event = self._events[key]
        title, change = event_words(event)
        made = QFrame()
        made.setProperty("kind", "row")
        row = line(made, 12, (4, 7, 4, 7))
        at = PlainLabel(clock_at(event.at), "number", wrap=False)
        at.setMinimumWidth(3 * made.fontMetrics().height())
        row.addWidget(at)
        row.addWidget(Icon(*event_icon(event)))
        row.addWidget(PlainLabel(f"{title}: {change}" if change else title), 1)
        identifier = f"monitor.event.{event.code}.{event.subject}.{event.at:.3f}"
        return name(made, identifier, f"{clock_at(event.at)} {title} {change}".strip())
