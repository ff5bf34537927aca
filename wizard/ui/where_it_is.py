"""The picture of a task by hand behind its button: shown where there is room, and as somebody left it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from wizard.journey.sketch import Scene
from wizard.ui.controls import button
from wizard.ui.i18n import tr
from wizard.ui.layouts import at_left, column
from wizard.ui.task_sketch import TaskSketch

ROOMY = 38
"""A window of this height shows the first picture by itself. Units: lines of text."""


class WhereItIs(QWidget):
    """`folds` holds what somebody chose for each task, so that a card made anew has it; `shown` counts before that."""

    def __init__(self, task: str, title: str, scenes: Sequence[Scene], folds: dict[str, bool], *, shown: bool) -> None:
        super().__init__()
        self._task, self._title, self._folds = task, title, folds
        whole = column(self, 6)
        self._button = button("", f"by-hand.{task}.where", self._turn, "link")
        self.sketch = TaskSketch(task, scenes)
        whole.addWidget(at_left(self._button))
        whole.addWidget(self.sketch)
        self._show(folds.get(task, shown))

    def _turn(self) -> None:
        self._folds[self._task] = not self.sketch.isVisibleTo(self)
        self._show(self._folds[self._task])

    def _show(self, shown: bool) -> None:
        self.sketch.setVisible(shown)
        self._button.setText(tr("Hide the picture") if shown else tr("Where is it?"))
        self._button.setAccessibleName(tr("{verb}: {task}", verb=self._button.text(), task=self._title))
