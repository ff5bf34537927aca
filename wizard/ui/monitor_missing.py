"""What Jira does not show, one thing a row, and below it all that is known of the chosen one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QGridLayout, QHeaderView, QTableView, QWidget

from wizard.domain.flow import Kind
from wizard.monitor.values import Missing, Reason
from wizard.ui.choice_box import ChoiceBox
from wizard.ui.controls import button, set_button_text
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr, trn
from wizard.ui.layouts import column
from wizard.ui.monitor_log_words import to_do, what_words, why_words
from wizard.ui.monitor_missing_model import WHAT, MissingModel
from wizard.ui.monitor_rows import ProjectRows
from wizard.ui.monitor_words import KINDS, REASONS, clock_at
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel

_ROW, _ROWS_SHOWN = 28, 8
_WIDE_EMS: Mapping[int, float] = {2: 9, 3: 6.5, 4: 11, 5: 5}
_GO_FIRST = (5, 4, 2, 3)
"""Columns that a narrow table goes without; what they say stands below of the chosen row."""
_LEAST_EMS = 9
_AROUND_WORD = 30
"""What the style puts around the words of a cell. Units: pixels."""
_LONGEST_WORD = 40


class _Table(QTableView):
    """Fixed rows over the model; the column that tells most has what the others leave."""

    def __init__(self, model: MissingModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across = self.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setHighlightSections(False)
        name(self, "monitor.missing", tr("What Jira does not show"), tr("What is known of the chosen row stands below"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        em = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(max(_ROW, em + 10))
        self.setMinimumHeight(self.verticalHeader().defaultSectionSize() * _ROWS_SHOWN)
        room, wide = self.viewport().width(), {at: int(ems * em) for at, ems in _WIDE_EMS.items()}
        measure = self.fontMetrics().horizontalAdvance
        wide[0] = max(measure(show(word)) for word in KINDS.values()) + _AROUND_WORD
        for gone, at in enumerate(_GO_FIRST):
            others = sum(wide.values()) - sum(wide[one] for one in _GO_FIRST[:gone])
            self.setColumnHidden(at, others + _LEAST_EMS * em > room)
        across = self.horizontalHeader()
        for at, width in wide.items():
            across.resizeSection(at, width)
        shown = sum(width for at, width in wide.items() if not self.isColumnHidden(at))
        across.resizeSection(WHAT, max(room - shown, _LEAST_EMS * em))


class MissingDetail(QFrame):
    """All that is known of one thing, and what to do; says `opened` with a link, `asked` for its requests."""

    opened = Signal(str)
    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._missing: Missing | None = None
        self._jira = ""
        inner = column(self, 10, (16, 14, 16, 14))
        self._title = PlainLabel("", "strong", selectable=True)
        inner.addWidget(self._title)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._values = {title: self._line(title) for title in self._titles()}
        inner.addLayout(self._grid)
        row = Flow()
        self._in_gitlab = button(tr("Open in GitLab"), "monitor.item.gitlab", self._open_gitlab, "small", "open")
        self._in_jira = button(tr("Open in Jira"), "monitor.item.jira", self._open_jira, "small", "open")
        ask = button(tr("Show request"), "monitor.item.request", self._ask, "small", "lines")
        for one in (self._in_gitlab, self._in_jira, ask):
            row.add(one)
        inner.addWidget(row)
        name(self, "monitor.item", tr("The chosen thing"))
        self.hide()

    @staticmethod
    def _titles() -> tuple[str, ...]:
        return tr("Where"), tr("Key"), tr("Why"), tr("What to do"), tr("Changed"), tr("Seen missing")

    def _line(self, title: str) -> PlainLabel:
        row = self._grid.rowCount()
        label, value = PlainLabel(title, "muted", wrap=False), PlainLabel("", selectable=True)
        value.longest_word = _LONGEST_WORD
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        return value

    def load(self, missing: Missing | None, jira: str) -> None:
        """Show another thing; `jira` is the address of the site."""
        self._missing, self._jira = missing, jira
        self.setVisible(missing is not None)
        if missing is None:
            return
        self._title.setText(f"{show(KINDS[missing.kind])} {what_words(missing)}")
        number = f" · {missing.id}" if missing.title else ""
        said = (
            f"{missing.project}{number}", missing.key or tr("none"), why_words(missing),
            to_do(missing), clock_at(missing.at), clock_at(missing.seen_at),
        )  # fmt: skip
        for value, text in zip(self._values.values(), said, strict=True):
            value.setText(text)
        self._in_gitlab.setVisible(bool(missing.url))
        self._in_jira.setVisible(bool(missing.key))
        self.setAccessibleName(self._title.text())

    def _open_gitlab(self) -> None:
        if self._missing is not None:
            self.opened.emit(self._missing.url)

    def _open_jira(self) -> None:
        if self._missing is not None:
            self.opened.emit(f"{self._jira.rstrip('/')}/browse/{self._missing.key}")

    def _ask(self) -> None:
        if self._missing is not None:
            self.asked.emit(self._missing)


class MissingList(QWidget):
    """Says `asked_anew` when something else is to be listed, `left` when the whole picture is wanted again.

    What stands of one thing, and the projects of a group, are made when there are any.
    """

    asked_anew = Signal()
    left = Signal()
    narrowed = Signal(str)
    """With the path of a project that was pressed."""

    opened = Signal(str)
    asked = Signal(object)
    """Both of the chosen thing, as its detail says them."""

    def __init__(self) -> None:
        super().__init__()
        self.reason: Reason | None = None
        self.kind: Kind | None = None
        self.group = ""
        self._jira = ""
        self.model = MissingModel()
        self.table = _Table(self.model)
        self.back = button(tr("Whole picture"), "monitor.back", self.left.emit, "small", "undo")
        reasons: dict[object, str] = {None: tr("Every reason")}
        reasons.update((one, show(word)) for one, word in REASONS.items())
        kinds: dict[object, str] = {None: tr("Every kind")}
        kinds.update((one, show(word)) for one, word in KINDS.items())
        self.reasons = ChoiceBox("monitor.filter.reason", tr("Reason"), reasons, self._pick_reason)
        self.kinds = ChoiceBox("monitor.filter.kind", tr("Kind"), kinds, self._pick_kind)
        self.of_group = button("", "monitor.filter.group", self._drop_group, "small", "circle-x")
        self.count = PlainLabel("", "small")
        above = Flow()
        for one in (self.back, self.reasons, self.kinds, self.of_group):
            above.add(one)
        self._whole = column(self, 10)
        for part in (above, self.count, self.table):
            self._whole.addWidget(part)
        self._whole.setStretch(2, 1)
        self.table.selectionModel().currentRowChanged.connect(lambda row, _before: self.show_row(row.row()))

    @cached_property
    def projects(self) -> ProjectRows:
        """The projects of the group that is listed."""
        made = ProjectRows(self.narrowed.emit)
        self._whole.insertWidget(1, made)
        return made

    @cached_property
    def detail(self) -> MissingDetail:
        """What is known of the chosen thing."""
        made = MissingDetail()
        made.opened.connect(self.opened)
        made.asked.connect(self.asked)
        self._whole.addWidget(made)
        return made

    def begin(self, *, reason: Reason | None = None, group: str = "", jira: str = "") -> None:
        """List what has this reason, or lies in this group."""
        self.reason, self.kind, self.group, self._jira = reason, None, group, jira
        self._no_projects()
        self.reasons.choose(reason)
        self.kinds.choose(None)
        self._ask()

    def load(self, total: int, first: tuple[Missing, ...]) -> None:
        """Show what was found."""
        self.model.begin(total, first)
        self.count.setText(trn("{n} thing", "{n} things", total) if total else tr("Nothing is missing here."))
        self.table.setVisible(bool(total))
        if "detail" in vars(self):
            self.detail.load(None, self._jira)
        if total:
            self.table.selectRow(0)

    def show_row(self, row: int) -> None:
        """Show all that is known of a row."""
        missing = self.model.row_at(row)
        if missing is not None:
            self.detail.load(missing, self._jira)

    def _pick_reason(self, reason: object) -> None:
        self.reason = reason if isinstance(reason, Reason) else None
        self._ask()

    def _pick_kind(self, kind: object) -> None:
        self.kind = kind if isinstance(kind, Kind) else None
        self._ask()

    def _no_projects(self) -> None:
        if "projects" in vars(self):
            self.projects.load(())

    def _drop_group(self) -> None:
        self.group = ""
        self._no_projects()
        self._ask()

    def _ask(self) -> None:
        self.of_group.setVisible(bool(self.group))
        set_button_text(self.of_group, tr("Only {group}", group=self.group))
        self.of_group.setAccessibleName(tr("Show all groups, not only {group}", group=self.group))
        self.asked_anew.emit()
