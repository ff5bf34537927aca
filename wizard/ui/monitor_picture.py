"""The whole picture of one connection: tiles, groups, what is missing and why, charts, and what happened."""

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from wizard.monitor.values import Event, Reason, Snapshot
from wizard.ui.layouts import column, line
from wizard.ui.monitor_charts import Charts, CoveragePoints, LagPoints
from wizard.ui.monitor_integration import PlaceRows, show_mentions
from wizard.ui.monitor_rows import EventRows, GroupRows, ReasonRows
from wizard.ui.monitor_tiles import Tiles

_EMS_A_SIDE = 18


class Picture(QWidget):
    """Shows snapshots; what lies over time comes beside them.

    Charts and places are made when they are first asked for: all at once would keep the window from answering.
    """

    def __init__(
        self,
        group: Callable[[str], object],
        reason: Callable[[Reason], object],
        another_time: Callable[[], object],
    ) -> None:
        super().__init__()
        self._another_time = another_time
        self._shown: Snapshot | None = None
        self.tiles = Tiles()
        self.groups, self.reasons, self.events = GroupRows(group), ReasonRows(reason), EventRows()
        self._whole = column(self, 18)
        self._whole.addWidget(self.tiles)
        self._rows = [self._row(self.groups, self.reasons)]

    def _row(self, first: QWidget, second: QWidget) -> tuple[QBoxLayout, QWidget, QWidget]:
        row = line(spacing=18)
        row.addWidget(first, 6)
        row.addWidget(second, 5)
        self._whole.addLayout(row)
        return row, first, second

    @cached_property
    def charts(self) -> Charts:
        """What was measured, over time; beside it what happened."""
        made = Charts(self._another_time)
        self._rows.append(self._row(made, self.events))
        return made

    @cached_property
    def places(self) -> PlaceRows:
        """What the Jira issue integration does at each of its places."""
        made = PlaceRows()
        self._whole.insertWidget(1, made)
        return made

    def load(self, snapshot: Snapshot) -> None:
        """Show another picture; nothing is done for the one that is shown."""
        if snapshot is self._shown:
            return
        self._shown = snapshot
        self.tiles.load(snapshot)
        self.groups.load(snapshot.history.groups)
        self.reasons.load(snapshot.history)
        for one in (self.groups, self.reasons):
            one.setVisible(snapshot.app)
        self.charts.of_app(snapshot.app)
        if snapshot.integration is not None or "places" in vars(self):
            self.places.setVisible(snapshot.integration is not None)
        if snapshot.integration is not None:
            self.places.load(snapshot.integration)
            show_mentions(self.tiles.mentions, snapshot.integration)

    def load_times(self, lag: LagPoints, coverage: CoveragePoints, events: Sequence[Event], now: float) -> None:
        """Show what was measured and what happened until now."""
        self.charts.load(lag, coverage, now)
        self.tiles.load_lag([(at, median) for at, median, _p95, _worst in lag])
        self.events.load(events)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # other rows may need another width
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        """Put parts side by side where both have the room that they need, else one below the other."""
        least = _EMS_A_SIDE * self.fontMetrics().height()
        for row, first, second in self._rows:
            needed = sum(max(least, one.minimumSizeHint().width()) for one in (first, second)) + row.spacing()
            down = QBoxLayout.Direction.TopToBottom
            wanted = QBoxLayout.Direction.LeftToRight if self.width() >= needed else down
            if row.direction() != wanted:
                row.setDirection(wanted)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return what the widest part needs: how the parts stand just now is no reason for a wider page."""
        parts = (self.tiles, *(one for _row, *pair in self._rows for one in pair))
        return QSize(max(one.minimumSizeHint().width() for one in parts), super().minimumSizeHint().height())
