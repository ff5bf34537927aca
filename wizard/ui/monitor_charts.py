"""The two charts of the page Monitor, with the time they show and a table of the same values for who cannot see it."""

import time
from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from wizard.ui.charts.line_chart import Line, LineChart
from wizard.ui.choice_box import ChoiceBox
from wizard.ui.controls import button, chip, set_button_text
from wizard.ui.flow import Flow
from wizard.ui.i18n import tr
from wizard.ui.layouts import column
from wizard.ui.monitor_words import percent, span
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel

_HOUR_S = 3600.0
_ROWS = 60
"""Of the table: the newest; the export has all."""

LagPoints = Sequence[tuple[float, float, float, float]]
CoveragePoints = Sequence[tuple[float, float]]


class Charts(QWidget):
    """Calls `asked` when another length of time is wanted."""

    def __init__(self, asked: Callable[[], object]) -> None:
        super().__init__()
        self._lag_points: LagPoints = ()
        self.lag = LineChart("monitor.lag", tr("How late things came to Jira, over time"), span, top=5.0)
        self.coverage = LineChart("monitor.coverage", tr("How much of it is in Jira, over time"), percent, top=1.0)
        lengths: dict[object, str] = {
            _HOUR_S: tr("Last hour"), 24 * _HOUR_S: tr("Last day"), 168 * _HOUR_S: tr("Last week"),
            2160 * _HOUR_S: tr("Last 90 days"),
        }  # fmt: skip
        self.length = ChoiceBox("monitor.length", tr("What time the charts show"), lengths, lambda _picked: asked())
        self._as_table = button(tr("As a table"), "monitor.table", self._switch, "small", "lines")
        self._put_together()

    @cached_property
    def table(self) -> QTableWidget:
        """The newest values, for who cannot see the chart or wants them exactly; made when it is first wanted."""
        made = name(QTableWidget(0, 4), "monitor.lag-table", tr("How late things came to Jira, over time"))
        made.setTabKeyNavigation(False)
        made.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        made.verticalHeader().hide()
        made.horizontalHeader().setStretchLastSection(True)
        made.setHorizontalHeaderLabels([tr("Time"), tr("Median"), tr("95 %"), tr("Worst")])
        made.hide()
        self._whole.insertWidget(self._whole.indexOf(self.lag) + 1, made)
        return made

    def _put_together(self) -> None:
        above = Flow()
        above.add(PlainLabel(tr("How late things came"), "strong", wrap=False))
        for part in (chip(tr("— median"), "accent"), chip(tr("- - 95 %")), self.length, self._as_table):
            above.add(part)
        whole = self._whole = column(self, 6)
        whole.addWidget(above)
        whole.addWidget(self.lag)
        self._how_much = PlainLabel(tr("How much of it is in Jira"), "strong", wrap=False)
        whole.addWidget(self._how_much)
        whole.addWidget(self.coverage)

    def of_app(self, shown: bool) -> None:
        """Show how much is in Jira where the app is watched: the integration sends no history."""
        for one in (self._how_much, self.coverage):
            one.setVisible(shown)

    def since(self, now: float) -> float:
        """Return from when on the charts show."""
        length = self.length.value()
        return now - (length if isinstance(length, float) else _HOUR_S)

    def load(self, lag: LagPoints, coverage: CoveragePoints, now: float) -> None:
        """Show other values."""
        self._lag_points = lag
        since = self.since(now)
        medians = [(at, median) for at, median, _p95, _worst in lag]
        ninety_five = [(at, p95) for at, _median, p95, _worst in lag]
        self.lag.load(
            (Line(tr("95 %"), ninety_five, "muted", "dash"), Line(tr("Median"), medians)), since, now
        )  # fmt: skip
        self.coverage.load((Line(tr("In Jira"), coverage, "ok"),), since, now)
        if self._as_numbers():
            self._fill()

    def _as_numbers(self) -> bool:
        return "table" in vars(self) and not self.table.isHidden()

    def _switch(self) -> None:
        table = not self._as_numbers()
        self.table.setVisible(table)
        self.lag.setVisible(not table)
        set_button_text(self._as_table, tr("As a picture") if table else tr("As a table"))
        if table:
            self._fill()

    def _fill(self) -> None:
        newest = list(reversed(self._lag_points))[:_ROWS]
        self.table.setRowCount(len(newest))
        for row, (at, *values) in enumerate(newest):
            texts = (time.strftime("%Y-%m-%d %H:%M", time.localtime(at)), *map(span, values))
            for place, text in enumerate(texts):
                self.table.setItem(row, place, QTableWidgetItem(text))
        self.table.setMinimumHeight(7 * self.fontMetrics().height())
