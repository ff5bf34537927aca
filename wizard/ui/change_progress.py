"""How far a plan is: one bar that never goes back, and the sentence that says how each change stands."""

from collections.abc import Sequence

from PySide6.QtWidgets import QProgressBar

from wizard.journey.values import PlanRow
from wizard.ui.i18n import show, tr
from wizard.ui.naming import name

_NAMED = 5
_PARTS = 4
"""Of one change: read, written, read back, done."""


class ChangeProgress(QProgressBar):
    """Each change counts the same; the parts of one come in as they are told."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self._parts: dict[str, int] = {}
        self._so_far = 0
        name(self, "apply.progress", tr("Changes made"))

    def load(self, rows: tuple[PlanRow, ...]) -> None:
        """Begin a plan."""
        self._parts = {row.id: _PARTS if row.state == "done" else 0 for row in rows}
        self.setRange(0, max(len(rows), 1) * _PARTS)
        self._so_far = sum(self._parts.values())
        self.setValue(self._so_far)

    def change(self, row: PlanRow) -> None:
        """Take in how one change stands now."""
        known = now = self._parts.get(row.id, 0)
        if row.state == "done":
            now = _PARTS
        elif row.state == "working":
            now = min(known + 1, _PARTS - 1)
        self._parts[row.id] = now
        self._so_far += now - known
        self.setValue(max(self.value(), self._so_far))


def few(titles: Sequence[str]) -> str:
    """Return the first of many titles, and how many more there are."""
    said = ", ".join(titles[:_NAMED])
    more = len(titles) - _NAMED
    return tr("{titles} and {n} more", titles=said, n=more) if more > 0 else said


def standing_text(rows: tuple[PlanRow, ...]) -> str:
    """Return what was done, what was not, and what is not known, each change by its title."""

    def titles(*states: str) -> str:
        return few([show(row.title) for row in rows if row.state in states])

    said = {
        "done": tr("Made and read back: {titles}.", titles=titles("done")),
        "unknown": tr("Asked for, and not known whether it was made: {titles}.", titles=titles("unknown")),
        "failed": tr("Failed: {titles}.", titles=titles("failed")),
        "planned": tr("Not made: {titles}.", titles=titles("planned", "working")),
    }
    return " ".join(sentence for state, sentence in said.items() if titles(state))
