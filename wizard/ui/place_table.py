"""The table of places: fixed rows with boxes, a head that sorts, and a line above it that ticks, filters and counts."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from wizard.domain.answers import Answers
from wizard.journey.integration_port import IntegrationRow
from wizard.ui.choice_box import ChoiceBox
from wizard.ui.controls import button
from wizard.ui.flow import Flow
from wizard.ui.i18n import tr, trn
from wizard.ui.integration_part import check_box
from wizard.ui.layouts import column
from wizard.ui.naming import name
from wizard.ui.place_model import DIFFERS, PlaceModel
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.row_table import RowTable
from wizard.ui.timings import TYPING_PAUSE

_ROWS_SHOWN = 7
_PARTS = (0.37, 0.19, 0.25)
"""Of the width, for place, state and Jira; what differs has the rest."""
_CHOOSES = {"project": ("projects", "groups", "search", "file"), "group": ("groups",)}
"""By scope, the answers that choose the places; the first takes single paths."""


class Places(QWidget):
    """Nothing but a button until somebody wants to see what is set up where."""

    chosen = Signal(object)
    """The parts of `Answers.with_` that choose what is ticked: single paths, or what chose them all before."""

    def __init__(self, look: Callable[[], object]) -> None:
        super().__init__()
        self.model = PlaceModel()
        self.table = RowTable(self.model, _PARTS, rows_shown=_ROWS_SHOWN, ticks=True)
        self.table.sort_by_head()
        self.table.horizontalHeader().sortIndicatorChanged.connect(self.model.sort)
        name(self.table, "integration.table", tr("Places"), tr("What is set up there now; Space ticks a place"))
        self._scope, self._before = "project", dict[str, object]()
        """What chose the places when they were looked at."""
        self._untold = False
        """Whether a tick was not told yet."""
        self.look = button(tr("Show what is set up"), "integration.look", look, "small", "eye")
        self.all = check_box(
            "integration.all",
            tr("All that are shown"),
            self._tick_shown,
            tr("Ticks the places that are shown, or none"),
        )
        self.all.setTristate(True)
        self._singly = button(
            tr("Only these"), "integration.singly", self.model.tick_only_shown, "small", "lines",
            tr("Tick the places that are shown, and no others"),
        )  # fmt: skip
        kinds: dict[object, str] = {
            "": tr("All places"), "none": tr("Not set up"), "own": tr("Own settings"), "inherited": tr("Inherited"),
            DIFFERS: tr("Differs from above"), "unreadable": tr("Cannot be read"),
        }  # fmt: skip
        self._kinds = ChoiceBox("integration.kind", tr("Which places are shown"), kinds, self._only)
        self.count, self.result = PlainLabel("", "small"), ResultLine("integration.ticks-result")
        above = Flow()
        for one in (self.look, self.all, self._kinds, self._singly):
            above.add(one)
        whole = column(self, 8)
        for part in (above, self.table, self.result, self.count):
            whole.addWidget(part)
        self._soon = QTimer(self, interval=TYPING_PAUSE, singleShot=True)
        self._soon.timeout.connect(self.settle)
        self.model.ticked.connect(self._ticked)
        self.forget()

    def forget(self) -> None:
        """Show nothing: other places are chosen than those that were looked at."""
        self._soon.stop()
        self._untold = False
        self.model.begin(self._scope)
        self._follow()

    def begin(self, answers: Answers) -> None:
        """Look at the places that these answers choose."""
        self._scope = answers.integration.scope
        self._before = {
            f"integration_{name}": getattr(answers.integration, name) for name in _CHOOSES.get(self._scope, ())
        }
        self.forget()

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

    # choosing

    def _tick_shown(self, _on: bool) -> None:
        self.model.tick_shown(self.model.tick_state() is not Qt.CheckState.Checked)

    def _ticked(self) -> None:
        self.result.clear()
        self._follow()
        self._untold = True
        self._soon.start()  # a thousand paths are not written for each press of a key

    def settle(self) -> None:
        """Say what is ticked, if that is not said yet; nothing at all would choose everything where a Jira is left."""
        untold, self._untold = self._untold, False
        self._soon.stop()
        paths = self.model.paths()
        if untold and paths:
            self.chosen.emit(self._before if len(paths) == self.model.tickable() else self._singly_chosen(paths))

    def _singly_chosen(self, paths: tuple[str, ...]) -> dict[str, object]:
        single, *others = self._before
        return {single: paths, **{one: type(self._before[one])() for one in others}}

    def nothing_ticked(self) -> bool:
        """Tell whether places are shown and none of them is ticked."""
        return bool(self.model.tickable()) and not self.model.paths()

    # what is said

    def _only(self, state: object) -> None:
        self.model.only(str(state))
        self._follow()

    def _follow(self) -> None:
        everything, boxes = self.model.count(), bool(self.model.tickable())
        for shown in (self._kinds, self.table, self.count):
            shown.setVisible(bool(everything))
        for box in (self.all, self._singly):
            box.setVisible(boxes)
        self.all.setCheckState(self.model.tick_state())
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
        told = ", ".join((*said, *(words for state, words in states.items() if self.model.count(state)))) + "."
        ticked = trn("{n} of them is chosen.", "{n} of them are chosen.", len(self.model.paths()))
        return f"{told} {ticked}" if self.model.tickable() else told
