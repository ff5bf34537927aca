"""The whole picture of one connection: tiles, groups, what is missing and why, charts, and what happened."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from wizard.monitor.values import Event, Reason, Snapshot
from wizard.ui.layouts import column, line
from wizard.ui.monitor_charts import Charts, CoveragePoints, LagPoints
from wizard.ui.monitor_rows import EventRows, GroupRows, ReasonRows
from wizard.ui.monitor_tiles import Tiles

_EMS_A_SIDE = 18


class Picture(QWidget):
    """Shows snapshots; what lies over time comes beside them."""

    def __init__(
        self,
        group: Callable[[str], object],
        reason: Callable[[Reason], object],
        another_time: Callable[[], object],
    ) -> None:
        super().__init__()
        self.tiles = Tiles()
        self.groups, self.reasons = GroupRows(group), ReasonRows(reason)
        self.charts, self.events = Charts(another_time), EventRows()
        whole = column(self, 18)
        whole.addWidget(self.tiles)
        self._rows: list[QBoxLayout] = []
        for first, second in ((self.groups, self.reasons), (self.charts, self.events)):
            row = line(spacing=18)
            row.addWidget(first, 6)
            row.addWidget(second, 5)
            whole.addLayout(row)
            self._rows.append(row)

    def load(self, snapshot: Snapshot) -> None:
        """Show another picture."""
        self.tiles.load(snapshot)
        self.groups.load(snapshot.history.groups)
        self.reasons.load(snapshot.history)

    def load_times(self, lag: LagPoints, coverage: CoveragePoints, events: Sequence[Event], now: float) -> None:
        """Show what was measured and what happened until now."""
        self.charts.load(lag, coverage, now)
        self.tiles.load_lag([(at, median) for at, median, _p95, _worst in lag])
        self.events.load(events)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        beside = self.width() >= 2 * _EMS_A_SIDE * self.fontMetrics().height()
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        for row in self._rows:
            if row.direction() != wanted:
                row.setDirection(wanted)
