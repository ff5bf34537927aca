"""Which connections are watched, and which could be: buttons above the picture, and what stands there without any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from wizard.ui.controls import button
from wizard.ui.flow import Flow
from wizard.ui.i18n import tr, trn
from wizard.ui.icons import Icon
from wizard.ui.layouts import column, empty
from wizard.ui.monitor_list import RowButton
from wizard.ui.plain import PlainLabel
from wizard.ui.session_table import begun, between

if TYPE_CHECKING:  # types only
    from wizard.journey.values import SessionCard
    from wizard.ui.watching import Connection

_MOST = 6
_LONGEST_WORD = 14


class ConnectionRow(QWidget):
    """A button for each connection where there are several; `chosen` gets its key."""

    def __init__(self, chosen: Callable[[str], object]) -> None:
        super().__init__()
        self._chosen = chosen
        self._shown: tuple[tuple[str, int], ...] = ()
        self._inner = column(self)
        self.hide()

    def load(self, connections: Sequence[Connection], shown: str) -> None:
        """Show other connections."""
        wanted = tuple((one.key, len(one.alarms())) for one in connections)
        if (*wanted, (shown, -1)) == self._shown:
            return
        self._shown = (*wanted, (shown, -1))
        empty(self._inner)
        row = Flow()
        for number, (key, alarms) in enumerate(wanted):
            told = trn("{n} alarm", "{n} alarms", alarms) if alarms else ""
            here = key == shown
            text = f"{key} · {told}" if told else key
            icon = "triangle" if alarms else "circle-dot" if here else "circle"
            one = button(text, f"monitor.connection.{number}", partial(self._chosen, key), "small", icon)
            one.setAccessibleDescription(tr("This connection is shown.") if here else "")
            one.setEnabled(not here)
            row.add(one)
        self._inner.addWidget(row)
        self.setVisible(len(wanted) > 1)


def _narrow(label: PlainLabel, text: str) -> PlainLabel:
    """Return a label whose words may break where they are long."""
    label.longest_word = _LONGEST_WORD
    label.setText(text)
    return label


class NothingWatched(QWidget):
    """Says how to begin, with a button for each set-up that is proven."""

    def __init__(self, watch: Callable[[SessionCard], object], connect: Callable[[], object]) -> None:
        super().__init__()
        self._watch = watch
        inner = column(self, 12)
        said = tr(
            "The monitor looks at both sides once a minute: whether data flows, how far the first sync is, what is "
            "not in Jira and why, and what ends next. It only reads, six requests a minute and host at most. What is "
            "watched when the window is closed is watched again at the next start, unless Settings say otherwise."
        )
        inner.addWidget(PlainLabel(said))
        self._title = PlainLabel("", "strong")
        inner.addWidget(self._title)
        self._sessions = column(spacing=0)
        inner.addLayout(self._sessions)
        row = Flow()
        row.add(button(tr("Connect GitLab and Jira"), "monitor.connect", connect, "small", "link"))
        inner.addWidget(row)

    def load(self, sessions: Sequence[SessionCard]) -> None:
        """Offer these set-ups, the newest of each pair of sides."""
        newest: dict[str, SessionCard] = {}
        for one in sorted(sessions, key=lambda session: -session.started_at):
            if not one.undone and not one.forgotten and one.gitlab and one.jira and (one.done or one.standing):
                newest.setdefault(between(one), one)
        empty(self._sessions)
        for number, session in enumerate(list(newest.values())[:_MOST]):
            text = tr("Watch {sides}, set up {begun}", sides=between(session), begun=begun(session))
            row = RowButton(f"monitor.watch.{number}", text, partial(self._watch, session))
            row.put(Icon("pulse", "accent"))
            row.put(_narrow(PlainLabel("", "name"), between(session)), 3)
            row.put(_narrow(PlainLabel("", "muted"), tr("set up {begun}", begun=begun(session))), 2)
            row.put(Icon("chevron-right", "muted"))
            self._sessions.addWidget(row)
        can = tr("Connections that were set up here") if newest else tr("No connection was set up here yet.")
        self._title.setText(can)
