"""Alarms outside of the page: in the title of the window, on its badge, and in the notification area of the desktop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from wizard.domain.quiet_hours import quiet_at
from wizard.ui.i18n import show, tr, trn
from wizard.ui.icons import paint_icon
from wizard.ui.naming import name
from wizard.ui.plain import visible

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.monitor.values import Alarm
    from wizard.ui.shell import Shell
    from wizard.ui.watching import Connection

_SIDE = 64
_LONGEST = 250
"""Characters of a notification; desktops cut more."""
_OWNER = "window"


def tray_icon(alarms: int) -> QIcon:
    """Return the icon of the notification area; with alarms it has another shape, not another colour alone."""
    pixmap = QPixmap(_SIDE, _SIDE)
    pixmap.fill("transparent")
    painter = QPainter(pixmap)
    paint_icon(painter, "triangle" if alarms else "pulse", "warn" if alarms else "accent", pixmap.rect().toRectF())
    painter.end()
    return QIcon(pixmap)


class Bell(QObject):
    """Follows what is watched. The icon is there only while something is, and only where the desktop has a place."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell, self._watching = shell, shell.visit.watching
        self._told: set[tuple[str, str, str]] = set()
        self._dated: set[tuple[str, str, int]] = set()
        """Connection, what ends, and the days before its end that people were told of."""
        self._newest: tuple[str, Alarm] | None = None
        self.tray: QSystemTrayIcon | None = None
        self.hour = _hour
        self._watching.told.connect(self.follow)
        self._watching.listed.connect(self.follow)

    def follow(self, _key: str = "") -> None:
        """Show how many alarms are raised, and tell of those that nobody was told of."""
        alarms = self._watching.alarms()
        title = tr("GitLab–Jira setup")
        told = trn("{n} alarm", "{n} alarms", alarms)
        self._shell.setWindowTitle(f"({told}) {title}" if alarms else title)
        badge = getattr(QGuiApplication.instance(), "setBadgeNumber", None)  # Qt 6.5 and later
        if badge is not None:
            badge(alarms)
        self._show_in_tray(alarms)
        standing = {(one.key, alarm.code, alarm.subject) for one in self._connections() for alarm in one.alarms()}
        for connection in self._connections():
            for alarm in connection.alarms():
                self._tell_once(connection, alarm)
        self._tell_of_end(self._told - standing)
        self._told &= standing
        for connection in self._connections():
            self._tell_dates(connection)

    def _connections(self) -> tuple[Connection, ...]:
        return tuple(self._watching.connections.values())

    def _tell_once(self, connection: Connection, alarm: Alarm) -> None:
        mark = (connection.key, alarm.code, alarm.subject)
        if mark in self._told or self._is_quiet(alarm):
            return
        self._told.add(mark)
        self._newest = connection.key, alarm
        QApplication.alert(self._shell)
        self._say(f"{connection.title}: {show(alarm.finding.title)}", show(alarm.finding.fix), bad=True)

    def _tell_dates(self, connection: Connection) -> None:
        """Tell once each, 30, 7 and 1 days before, what ends; in quiet hours it waits for their end."""
        from wizard.monitor.expiries import SAID_AT_DAYS
        from wizard.ui.monitor_words import days_word, expiry_word

        settings = self._shell.visit.settings.now
        if connection.snapshot is None or quiet_at(settings.quiet_hours, self.hour()):
            return
        ending = [one for one in connection.snapshot.expiries if not one.harmless and one.days <= max(SAID_AT_DAYS)]
        due = {
            (connection.key, one.code, min(days for days in SAID_AT_DAYS if one.days <= days)): one for one in ending
        }
        for mark in due.keys() - self._dated:
            said = f"{expiry_word(due[mark].code, due[mark].what)}: {days_word(due[mark].days)}"
            self._say(tr("{connection}: something ends soon", connection=connection.title), said, bad=True)
        # What was renewed is told of anew when its day comes near again.
        self._dated = {mark for mark in self._dated if mark[0] != connection.key} | due.keys()

    def _tell_of_end(self, ended: set[tuple[str, str, str]]) -> None:
        """Tell that an alarm that people were told of is over, or that somebody took note of it: then they know."""
        for key, code, subject in sorted(ended):
            connection = self._watching.connection(key)
            kept = connection.snapshot.alarms if connection is not None and connection.snapshot is not None else ()
            if connection is not None and (code, subject) not in {(one.code, one.subject) for one in kept}:
                self._say(tr("{connection}: an alarm is over", connection=connection.title), code, bad=False)

    def _is_quiet(self, alarm: Alarm) -> bool:
        settings = self._shell.visit.settings.now
        return alarm.quiet or not settings.notify or quiet_at(settings.quiet_hours, self.hour())

    def _say(self, title: str, text: str, *, bad: bool) -> None:
        if self.tray is not None and self._shell.visit.settings.now.notify:
            icon = QSystemTrayIcon.MessageIcon.Warning if bad else QSystemTrayIcon.MessageIcon.Information
            self.tray.showMessage(visible(title, _LONGEST), visible(text, _LONGEST), icon)

    def _show_in_tray(self, alarms: int) -> None:
        if not self._watching.connections or not QSystemTrayIcon.isSystemTrayAvailable():
            self.close()
            return
        if self.tray is None:
            self.tray = self._made()
        self.tray.setIcon(tray_icon(alarms))
        watched = trn("{n} connection is watched", "{n} connections are watched", len(self._watching.connections))
        said = trn("{n} alarm", "{n} alarms", alarms) if alarms else tr("no alarm")
        self.tray.setToolTip(f"{watched}, {said}")
        self.tray.show()

    def _made(self) -> QSystemTrayIcon:
        made = QSystemTrayIcon(self)
        menu = name(QMenu(self._shell), "tray.menu", tr("Monitor"))
        menu.addAction(tr("Show the monitor")).triggered.connect(lambda _checked: self.show_page())
        menu.addAction(tr("Acknowledge the newest alarm")).triggered.connect(lambda _checked: self.acknowledge())
        made.setContextMenu(menu)
        made.activated.connect(lambda _how: self.show_page())
        made.messageClicked.connect(self.show_page)
        return made

    def show_page(self) -> None:
        """Bring the window up with the page of the monitor, at the connection that the newest alarm is about."""
        if self._newest is not None:
            self._watching.shown = self._newest[0]
        self._shell.showNormal() if self._shell.isMinimized() else self._shell.show()
        self._shell.raise_()
        self._shell.activateWindow()
        self._shell.go("monitor")

    def acknowledge(self) -> None:
        """Take note of the newest alarm from outside of the window."""
        if self._newest is not None:
            key, alarm = self._newest
            self._shell.visit.spawn(self._acknowledge(key, alarm), _OWNER, "acknowledge an alarm")

    async def _acknowledge(self, key: str, alarm: Alarm) -> None:
        from wizard.ui.watching import NotWatched

        try:
            await self._watching.ask(key, lambda monitor: monitor.acknowledge(alarm.code, alarm.subject))
        except NotWatched:
            return  # it ended meanwhile, and its alarms with it

    def close(self) -> None:
        """Leave the notification area."""
        if self.tray is not None:
            self.tray.hide()
            self.tray.deleteLater()
            self.tray = None


def _hour() -> int:
    import time

    return time.localtime().tm_hour
