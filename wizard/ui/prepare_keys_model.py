"""Texts that were tried for issue keys, as rows of a table, and the words for each."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from wizard.connect.key_trial import KeyTrial
from wizard.domain.findings import Severity
from wizard.ui.i18n import show, tr
from wizard.ui.plain import visible
from wizard.ui.prepare_keys_work import TriedText

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_SHOWN = (_ROLE.DisplayRole, _ROLE.AccessibleTextRole, _ROLE.ToolTipRole)
_NOWHERE = QModelIndex()
_LONGEST = 200
_MOST_KEYS = 20
_MOST_REASONS = 8


def keys_said(trial: KeyTrial) -> str:
    """Return the keys of a text; a word where there are none."""
    said = ", ".join(trial.keys[:_MOST_KEYS])
    return f"{said}, …" if trial.keys[_MOST_KEYS:] else said or tr("none")


def first_said(trial: KeyTrial) -> str:
    """Return the most important of what is to be known of a text; empty where there is nothing."""
    order = list(Severity)
    worst = min(trial.reasons, key=lambda one: order.index(one.severity), default=None)
    return "" if worst is None else show(worst.reason)


def all_said(trial: KeyTrial) -> str:
    """Return all that is to be known of a text, a line each."""
    lines = [tr("GitLab finds: {keys}", keys=keys_said(trial))]
    if not trial.certain:
        lines.append(tr("Releases of GitLab differ: not all of them find the same."))
    if trial.closing:
        lines.append(tr("On the default branch it closes: {keys}", keys=", ".join(trial.closing[:_MOST_KEYS])))
    lines.extend(f"{show(one.reason)} {show(one.fix)}" for one in trial.reasons[:_MOST_REASONS])
    if trial.proposal:
        lines.append(tr("Did you mean: {text}", text=visible(trial.proposal, _LONGEST)))
    return "\n".join(lines)


class TriedModel(QAbstractTableModel):
    """Columns: line, text, keys, what is to be known first."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[TriedText] = ()
        self._heads = (tr("Line"), tr("Text"), tr("Issue keys"), tr("To be known"))

    def load(self, rows: Sequence[TriedText]) -> None:
        """Show these rows. Where there are as many as before they stay where they are: one types in one of them."""
        if len(rows) == len(self._rows):
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self._heads) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def trial(self, row: int) -> KeyTrial | None:
        """Return what became of the text of a row."""
        return self._rows[row].trial if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> object:  # noqa: N802 (Qt's name)
        return self._heads[section] if orientation is Qt.Orientation.Horizontal and role in _SHOWN else None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        if role not in _SHOWN or not index.isValid():
            return None
        row = self._rows[index.row()]
        texts = (
            lambda: str(row.line),
            lambda: visible(row.trial.text.replace("\n", " "), _LONGEST),
            lambda: keys_said(row.trial),
            lambda: first_said(row.trial),
        )
        return texts[index.column()]()
