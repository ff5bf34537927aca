"""The table of places: fixed rows, a head that sorts, and a line above it that counts and filters."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from wizard.journey.integration_port import IntegrationRow
from wizard.ui.choice_box import ChoiceBox
from wizard.ui.controls import button
from wizard.ui.flow import Flow
from wizard.ui.i18n import tr, trn
from wizard.ui.layouts import column
from wizard.ui.naming import name
from wizard.ui.place_model import DIFFERS, PlaceModel
from wizard.ui.plain import PlainLabel

_ROW = 30
_ROWS_SHOWN = 7
_PARTS = (0.37, 0.19, 0.25)
"""Of the width, for place, state and Jira; what differs has the rest."""


class _Table(QTableView):
    """A view over the model."""

    def __init__(self, model: PlaceModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across = self.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setHighlightSections(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionResizeMode(len(_PARTS), QHeaderView.ResizeMode.Stretch)
        across.setSectionsClickable(True)
        across.setSortIndicatorShown(True)
        across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        across.sortIndicatorChanged.connect(model.sort)
        name(self, "integration.table", tr("Places"), tr("What is set up there now"))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        super().showEvent(event)
        self._show_whole_rows()  # only now the style sheet is known

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._show_whole_rows()

    def _show_whole_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(max(_ROW, self.fontMetrics().height() + 12))
        rows = self.verticalHeader().defaultSectionSize() * _ROWS_SHOWN
        self.setMinimumHeight(rows + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        for number, part in enumerate(_PARTS):
            self.horizontalHeader().resizeSection(number, int(self.viewport().width() * part))


class Places(QWidget):
    """Nothing but a button until somebody wants to see what is set up where."""

    def __init__(self, look: Callable[[], object], list_singly: Callable[[tuple[str, ...]], object]) -> None:
        super().__init__()
        self.model = PlaceModel()
        self.table = _Table(self.model)
        self.look = button(tr("Show what is set up"), "integration.look", look, "small", "eye")
        self._list_singly = list_singly
        self._singly = button(
            tr("List them one by one"), "integration.singly", self._list, "small", "lines",
            tr("Put these projects into the list of single projects, to take some out"),
        )  # fmt: skip
        kinds: dict[object, str] = {
            "": tr("All places"), "none": tr("Not set up"), "own": tr("Own settings"), "inherited": tr("Inherited"),
            DIFFERS: tr("Differs from above"), "unreadable": tr("Cannot be read"),
        }  # fmt: skip
        self._kinds = ChoiceBox("integration.kind", tr("Which places are shown"), kinds, self._only)
        self.count = PlainLabel("", "small")
        above = Flow()
        for one in (self.look, self._kinds, self._singly):
            above.add(one)
        whole = column(self, 8)
        for part in (above, self.table, self.count):
            whole.addWidget(part)
        self.forget()

    def forget(self) -> None:
        """Show nothing: other places are chosen than those that were looked at."""
        self.model.load(())
        self._follow()

    def grow(self, rows: Sequence[IntegrationRow]) -> None:
        """Show places as they come."""
        self.model.grow(rows)
        self._follow()

    def load(self, rows: Sequence[IntegrationRow]) -> None:
        """Show all places, now that they are known."""
        self.model.load(rows)
        self._follow()
        if not rows:
            self.count.setText(tr("No place is chosen, or none is seen with this token."))
            self.count.show()

    def _only(self, state: object) -> None:
        self.model.only(str(state))

    def _list(self) -> None:
        self._list_singly(tuple(row.scope.path for row in self.model.shown() if row.scope.kind == "project"))

    def _follow(self) -> None:
        everything = self.model.count()
        for one in (self._kinds, self._singly, self.table, self.count):
            one.setVisible(bool(everything))
        self._singly.setVisible(any(row.scope.kind == "project" for row in self.model.shown()))
        self.count.setText(self._counted() if everything else "")

    def _counted(self) -> str:
        said = [trn("{n} place", "{n} places", self.model.count())]
        states = {
            "none": tr("{n} not set up", n=self.model.count("none")),
            "own": tr("{n} with own settings", n=self.model.count("own")),
            "inherited": tr("{n} inherited", n=self.model.count("inherited")),
            DIFFERS: tr("{n} that differ from above", n=self.model.count(DIFFERS)),
            "unreadable": tr("{n} that cannot be read", n=self.model.count("unreadable")),
        }
        return ", ".join((*said, *(words for state, words in states.items() if self.model.count(state)))) + "."
