"""The list of set-ups on the Start page: fixed rows, so that hundreds stay quick; Return or a double click resumes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from wizard.ui.i18n import show, tr
from wizard.ui.naming import name
from wizard.ui.plain import visible
from wizard.ui.row_table import RowTable
from wizard.ui.step_titles import TITLES
from wizard.ui.visit import host_of

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.journey.values import SessionCard

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_NOWHERE = QModelIndex()
_ROWS_SHOWN = 6
_LONGEST = 120
_LEAST = 16
"""Of what a set-up is about: below that, the columns beside it go. Units: characters."""
_GOES_FIRST = (2, 1)


def begun(session: SessionCard) -> str:
    """Return when a session was begun, in the time of this computer."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(session.started_at))


def _day(session: SessionCard) -> str:
    return begun(session).partition(" ")[0]


def stopped_at(session: SessionCard) -> str:
    """Return the page where a session stopped."""
    return show(TITLES[session.page]) if session.page in TITLES else "-"


def between(session: SessionCard) -> str:
    """Return which sides a session is about."""
    gitlab, jira = (visible(host_of(url), _LONGEST) or "-" for url in (session.gitlab, session.jira))
    return f"{gitlab} → {jira}"


def _stands(session: SessionCard) -> str:
    if session.done:
        return tr("proven")
    if not session.standing:
        return tr("nothing changed")
    return tr("applied, not proven")


class SessionModel(QAbstractTableModel):
    """Columns: sides, where it stopped, when it was begun, how it stands."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[SessionCard] = ()
        self._heads = (tr("Set-up"), tr("Stopped at"), tr("Begun"), tr("How it stands"))

    def load(self, rows: Sequence[SessionCard]) -> None:
        """Show other sessions."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def at(self, index: Index) -> SessionCard | None:
        """Return the session of an index."""
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self._heads)

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        wanted = orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole
        return self._heads[section] if wanted else None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        session = self.at(index)
        if session is None or role not in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole, _ROLE.ToolTipRole):
            return None
        if role == _ROLE.ToolTipRole:
            return f"{between(session)}. {begun(session)}. {visible(show(session.note), 300)}"
        texts: tuple[Callable[[SessionCard], str], ...] = (
            between, stopped_at, _day, _stands,
        )  # fmt: skip
        return texts[index.column()](session)


class SessionTable(RowTable):
    """A view over the sessions; `opened` gets the one to resume."""

    def __init__(self, opened: Callable[[SessionCard], object]) -> None:
        self._sessions = SessionModel()
        super().__init__(self._sessions, rows_shown=_ROWS_SHOWN, opened=self._open)
        self._resume = opened
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across = self.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        across.setResizeContentsPrecision(_ROWS_SHOWN)
        # What a set-up is about gives way; how it stands is always whole.
        across.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        name(self, "start.sessions", tr("Set-ups"), tr("Return goes on with a set-up"))

    def load(self, sessions: Sequence[SessionCard]) -> None:
        """Show these sessions, the first one chosen."""
        self._sessions.load(sessions)
        self.fit()
        if sessions:
            self.selectRow(0)

    def rows_shown(self) -> int:
        return min(self._sessions.rowCount(), _ROWS_SHOWN)

    def be_high(self, high: int) -> None:
        self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._leave_out()

    def _leave_out(self) -> None:
        """Let columns go, as long as what a set-up is about has no room; a row says all when one points at it."""
        least = self.fontMetrics().horizontalAdvance("0") * _LEAST
        for column in _GOES_FIRST:
            self.setColumnHidden(column, False)
        for column in _GOES_FIRST:
            across = self.horizontalHeader()
            others = sum(
                max(across.sectionSizeHint(other), self.sizeHintForColumn(other))
                for other in range(1, 4)
                if not self.isColumnHidden(other)
            )
            if self.viewport().width() - others >= least:
                return
            self.setColumnHidden(column, True)

    def chosen(self) -> SessionCard | None:
        """Return the chosen session."""
        return self._sessions.at(self.currentIndex())

    def _open(self, _index: Index) -> None:
        session = self.chosen()
        if session is not None:
            self._resume(session)
