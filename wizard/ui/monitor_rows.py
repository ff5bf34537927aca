"""The lists of the page Monitor: groups with how far each is, what is not in Jira by its reason, and what happened."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from wizard.monitor.values import Event, GroupFlow, History, Light, Reason
from wizard.ui.charts.bar import Bar
from wizard.ui.i18n import show, tr, trn
from wizard.ui.icons import Icon
from wizard.ui.layouts import column, empty, line
from wizard.ui.monitor_words import LIGHTS, REASONS, clock_at, event_icon, event_words, percent
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.tokens import ROW_HEIGHT

_MOST_GROUPS = 50
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


class _Rows(QWidget):
    """A title with rows below it; made anew only where other rows are to be shown.

    Tab comes to one row of the list, the arrows go from row to row: Tab would take long through fifty groups.
    """

    def __init__(self, title: str, nothing: str) -> None:
        super().__init__()
        self._nothing = nothing
        self._buttons: list[RowButton] = []
        self._shown: object = None
        inner = column(self, 4)
        inner.addWidget(PlainLabel(title, "strong"))
        self._rows = column(spacing=0)
        inner.addLayout(self._rows)
        inner.addStretch(1)

    def _changed(self, shown: object) -> bool:
        """Tell whether other rows are to be shown, and make room for them."""
        if shown == self._shown:
            return False
        self._shown = shown
        self._buttons.clear()
        empty(self._rows)
        if not shown:
            self._rows.addWidget(PlainLabel(self._nothing, "muted"))
        return True

    def _add(self, row: RowButton) -> None:
        at = len(self._buttons)
        self._buttons.append(row)
        self._rows.addWidget(row)
        row.moved.connect(lambda step: self._go(at + step))
        row.entered.connect(lambda: self._stop_at(at))
        row.setFocusPolicy(Qt.FocusPolicy.ClickFocus if at else Qt.FocusPolicy.StrongFocus)

    def _go(self, at: int) -> None:
        if 0 <= at < len(self._buttons):
            self._buttons[at].setFocus()

    def _stop_at(self, at: int) -> None:
        """Let Tab come back to the row where one was."""
        for number, row in enumerate(self._buttons):
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == at else Qt.FocusPolicy.ClickFocus)


class GroupRows(_Rows):
    """A lamp, a name, how many projects are done, and how much of the group is in Jira; a press lists what is not."""

    def __init__(self, opened: Callable[[str], object]) -> None:
        super().__init__(tr("Groups"), tr("No linked group was seen yet."))
        self._opened = opened

    def load(self, groups: Sequence[GroupFlow]) -> None:
        """Show other groups."""
        shown = tuple(groups[:_MOST_GROUPS])
        if not self._changed(shown):
            return
        for group in shown:
            self._add(self._row(group))
        if len(groups) > len(shown):
            more = trn("and {n} more group", "and {n} more groups", len(groups) - len(shown))
            self._rows.addWidget(PlainLabel(more, "muted"))

    def _row(self, group: GroupFlow) -> RowButton:
        icon, token, word = LIGHTS[group.light]
        part = group.present / group.expected if group.expected else None
        done = tr("{done} of {all} projects", done=group.projects_done, all=group.projects)
        share = tr("{share} in Jira", share=percent(part)) if part is not None else tr("nothing to send")
        spoken = f"{group.path}: {show(word)}, {done}, {share}"
        made = RowButton(f"monitor.group.{group.path}", spoken, lambda: self._opened(group.path))
        made.setToolTip(tr("{present} of {expected} things are in Jira", present=group.present,
                           expected=group.expected))  # fmt: skip
        em = made.fontMetrics().height()
        title, count, bar = PlainLabel("", "name"), PlainLabel(done, "muted", wrap=False), Bar()
        title.setMinimumWidth(_NAME_EMS * em)
        title.longest_word = _LONGEST_WORD
        title.setText(group.path)
        bar.change(part, _TOKENS.get(group.light, "muted"))
        made.put(Icon(icon, token))
        made.put(title, 2)
        made.put(count)
        made.put(bar, 3)
        made.put(Icon("chevron-right", "muted"))
        return made


class ReasonRows(_Rows):
    """How many things are not in Jira for each reason; a press lists them."""

    def __init__(self, opened: Callable[[Reason], object]) -> None:
        super().__init__(tr("Not in Jira, and why"), tr("Nothing is missing."))
        self._opened, self._measured = opened, True

    def load(self, history: History) -> None:
        """Show other counts."""
        if self._measured is not (history.coverage is not None):
            self._measured, self._shown = history.coverage is not None, None
            self._nothing = tr("Nothing is missing.") if self._measured else tr("Both sides were not compared yet.")
        counts = tuple((reason, history.reasons[reason]) for reason in REASONS if history.reasons.get(reason))
        if self._changed(counts):
            for reason, count in counts:
                self._add(self._row(reason, count))

    def _row(self, reason: Reason, count: int) -> RowButton:
        word = show(REASONS[reason])
        made = RowButton(f"monitor.reason.{reason.value}", f"{count}: {word}", lambda: self._opened(reason))
        number = PlainLabel(str(count), "strong", wrap=False)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        number.setMinimumWidth(_NUMBER_EMS * made.fontMetrics().height())
        made.put(number)
        made.put(PlainLabel(word, "muted"), 1)
        made.put(Icon("chevron-right", "muted"))
        return made


class EventRows(_Rows):
    """What happened, the newest first."""

    def __init__(self) -> None:
        super().__init__(tr("What happened"), tr("Nothing happened yet."))

    def load(self, events: Sequence[Event]) -> None:
        """Show other events."""
        shown = tuple(sorted(events, key=lambda event: -event.at)[:_MOST_EVENTS])
        if self._changed(shown):
            for number, event in enumerate(shown):
                self._rows.addWidget(self._row(number, event))

    def _row(self, number: int, event: Event) -> QFrame:
        title, change = event_words(event)
        made = QFrame()
        made.setProperty("kind", "row")
        row = line(made, 12, (4, 7, 4, 7))
        at = PlainLabel(clock_at(event.at), "number", wrap=False)
        at.setMinimumWidth(3 * made.fontMetrics().height())
        row.addWidget(at)
        row.addWidget(Icon(*event_icon(event)))
        row.addWidget(PlainLabel(f"{title}: {change}" if change else title), 1)
        return name(made, f"monitor.event.{number}", f"{clock_at(event.at)} {title} {change}".strip())
