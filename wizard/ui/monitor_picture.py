"""The whole picture of one connection: tiles, groups, what is missing and why, charts, and what happened."""

from collections.abc import Callable, Sequence

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
        self.charts, self.events, self.places = Charts(another_time), EventRows(), PlaceRows()
        self.places.hide()
        whole = column(self, 18)
        whole.addWidget(self.tiles)
        self._rows: list[tuple[QBoxLayout, QWidget, QWidget]] = []
        whole.addWidget(self.places)
        for first, second in ((self.groups, self.reasons), (self.charts, self.events)):
            row = line(spacing=18)
            row.addWidget(first, 6)
            row.addWidget(second, 5)
            whole.addLayout(row)
            self._rows.append((row, first, second))

    def load(self, snapshot: Snapshot) -> None:
        """Show another picture."""
        self.tiles.load(snapshot)
        self.groups.load(snapshot.history.groups)
        self.reasons.load(snapshot.history)
        for one in (self.groups, self.reasons):
            one.setVisible(snapshot.app)
        self.charts.of_app(snapshot.app)
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
