"""Monitor: is data flowing, how far is it, what is missing and why, and what ends next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer

from wizard.ui.controls import button, set_button_text
from wizard.ui.i18n import tr
from wizard.ui.layouts import laid_out_once
from wizard.ui.monitor_actions import watches_app
from wizard.ui.monitor_parts import Parts
from wizard.ui.monitor_words import head, percent, status
from wizard.ui.pages._base import Page
from wizard.ui.sign_in_to_watch import lead, sign_in_card
from wizard.ui.spawn import loop_runs
from wizard.ui.watching import NotWatched

T = TypeVar("T")

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from collections.abc import Callable, Coroutine
    from typing import Any, TypeAlias

    from PySide6.QtWidgets import QWidget

    from wizard.domain.answers import Answers
    from wizard.domain.findings import Finding
    from wizard.journey.values import SessionCard
    from wizard.monitor.port import Monitor
    from wizard.monitor.values import Alarm, Snapshot
    from wizard.ui.monitor_alarms import AlarmCards
    from wizard.ui.monitor_canary import CanaryChoice
    from wizard.ui.monitor_missing import MissingList
    from wizard.ui.monitor_picture import Picture
    from wizard.ui.monitor_saving import MonitorSaving
    from wizard.ui.visit import Visit
    from wizard.ui.watching import Connection

    Question: TypeAlias = Callable[[Monitor], Coroutine[Any, Any, T]]

SHOWN_EVERY = 100
"""Snapshots that come faster are shown together. Units: milliseconds."""


class MonitorPage(Page):
    step = "monitor"
    cards_first = True

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._seen: Snapshot | None = None
        self.parts = Parts(self)
        self.check = self.add_extra(button(tr("Check now"), "monitor.check", self._check_now, "small", "again"))
        self.all = self.add_extra(button("", "monitor.reconcile", self._reconcile, "small", "search"))
        self.pause = self.add_extra(button("", "monitor.pause", self._pause, "small"))
        self._soon = QTimer(self, interval=SHOWN_EVERY, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        visit.watching.told.connect(self._told)
        visit.watching.listed.connect(self._told)
        visit.watching.looked_at_all.connect(self._looked_at_all)

    @property
    def alarms(self) -> AlarmCards:
        """What is wrong."""
        return self.parts.alarms

    @property
    def picture(self) -> Picture:
        """How the connection stands."""
        return self.parts.picture

    @property
    def list(self) -> MissingList:
        """What is missing."""
        return self.parts.listing.list

    @property
    def saving(self) -> MonitorSaving:
        """What people take away."""
        return self.parts.below.saving

    @property
    def canary(self) -> CanaryChoice:
        """How often a test branch is made."""
        return self.parts.below.canary

    # heading and bar

    def title(self) -> str:
        connection = self.shown()
        return connection.title if connection is not None else tr("Monitor")

    def lead(self) -> str:
        connection = self.shown()
        if connection is None:
            return tr("No connection is watched now.")
        if said := lead(connection):
            return said
        rests = connection.snapshot is not None and connection.snapshot.paused and connection.snapshot.error is not None
        if rests or (connection.ended and connection.trouble is not None):
            return tr("It is not watched now: the card below says why.")
        if connection.looking is not None:
            return tr("Everything is looked at: {share}.", share=percent(connection.looking))
        return head(connection.snapshot)

    def bar_note(self) -> str:
        connection = self.shown()
        return status(connection.snapshot) if connection is not None else tr("It only reads.")

    def first_field(self) -> QWidget | None:
        return self.list.table if self.parts.listing.opened() else None

    def press(self) -> None:
        """Nothing: the page has no verb of its own."""

    def answers(self) -> Answers:
        """Return those of the connection: another set-up may be under way meanwhile."""
        connection = self.shown()
        return connection.answers if connection is not None else super().answers()

    def shown(self) -> Connection | None:
        """Return the connection on the page."""
        return self.visit.watching.connection()

    def snapshot(self) -> Snapshot | None:
        """Return its newest picture."""
        connection = self.shown()
        return connection.snapshot if connection is not None else None

    # coming and going

    def enter(self) -> None:
        self._seen, self.visit.to_sign_in = None, ()
        self.refresh()
        if self.shown() is None:
            self.quietly(self._look_for_sessions(), "set-ups that can be watched")

    def leave(self) -> None:
        self._soon.stop()
        super().leave()

    def _told(self, _key: str = "") -> None:
        if self._here and not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """Show how the connection stands now."""
        connection = self.shown()
        connections = tuple(self.visit.watching.connections.values())
        self.parts.connections.load(connections, connection.key if connection else "")
        self._show_trouble(connection)
        self._follow_buttons(connection)
        with laid_out_once(self._outer):
            self.parts.show(connection)
        if self.parts.filled and self.snapshot() is not self._seen:
            self._seen = self.snapshot()
            self.ask_times()
        self.changed.emit()

    def _show_trouble(self, connection: Connection | None) -> None:
        error = None
        if connection is not None:
            error = connection.trouble or (connection.snapshot.error if connection.snapshot is not None else None)
        shown = [(card.code, card.facts.get("host")) for card in self.findings_shown()]
        if error is None and shown:
            self.show_findings(())
        elif error is not None and shown != [(error.code, error.facts.get("host"))]:
            if connection is not None and connection.lacks_token():
                self.show_findings(())
                self.add_card(sign_in_card(self, error, self._again, connection.answers))
                return
            rests = connection is not None and connection.snapshot is not None and connection.snapshot.paused
            self.show_findings((error,), None if rests else self._again)

    def findings_shown(self) -> tuple[Finding, ...]:
        """Return what is told of the connection as a whole."""
        items = (self.faults.itemAt(at) for at in range(self.faults.count()))
        cards = (item.widget() for item in items if item is not None)
        return tuple(finding for card in cards if (finding := getattr(card, "finding", None)) is not None)

    def _follow_buttons(self, connection: Connection | None) -> None:
        there = connection is not None and connection.monitor is not None
        paused = connection is not None and connection.snapshot is not None and connection.snapshot.paused
        busy = connection is not None and connection.looking is not None
        set_button_text(self.pause, tr("Go on") if paused else tr("Pause"))
        set_button_text(self.all, tr("Stop looking") if busy else tr("Reconcile everything"))
        for one in (self.check, self.pause, self.all):
            one.setVisible(there)
        self.all.setVisible(there and watches_app(connection))
        self.check.setEnabled(not paused and not busy)
        self.all.setEnabled(not paused)

    # which connection

    async def _look_for_sessions(self) -> None:
        self.parts.nothing.load(await self.ask(lambda desk: desk.sessions()))

    def watch_session(self, session: SessionCard) -> None:
        """Begin to watch what a set-up made."""
        self.work(self._begin(session.id), tr("Opening the set-up."), partial(self.watch_session, session))

    async def _begin(self, session: str) -> None:
        told = await self.ask(lambda desk: desk.archive.told(session))
        self.watch(told.answers)

    def watch(self, answers: Answers) -> None:
        """Begin to watch a connection, and show it."""
        self.visit.watching.watch(answers)
        self.whole_picture()

    def choose(self, key: str) -> None:
        """Show another connection."""
        self.visit.watching.shown = key
        self._seen = None
        self.whole_picture()

    def stop_watching(self) -> None:
        """Watch the connection on the page no longer."""
        connection = self.shown()
        if connection is not None:
            self.visit.watching.stop(connection.key)
            self._seen = None
            self.whole_picture()
            self.enter()
            self.said.emit(tr("It is watched no longer. What was seen stays in the history."))

    def _again(self) -> None:
        connection = self.shown()
        if connection is not None and connection.ended:
            self.visit.watching.watch(connection.answers)
            self.refresh()
        elif connection is not None and connection.trouble is not None:
            self.visit.watching.look_at_everything(connection.key)
        else:
            self._check_now()

    # what the buttons do

    def _check_now(self) -> None:
        self._tell(lambda monitor: monitor.round(), tr("Looked just now."))

    def _pause(self) -> None:
        snapshot = self.snapshot()
        paused = snapshot is not None and snapshot.paused

        async def switch(monitor: Monitor) -> None:
            monitor.resume() if paused else monitor.pause()

        self._tell(switch)

    def _reconcile(self) -> None:
        connection = self.shown()
        if connection is None:
            return
        if connection.looking is None:
            self.visit.watching.look_at_everything(connection.key)
        else:
            self.visit.watching.stop_looking(connection.key)
            self.said.emit(tr("Stopped. What was looked at so far is kept."))
        self.refresh()

    def _looked_at_all(self, key: str) -> None:
        connection = self.shown()
        if self._here and connection is not None and connection.key == key:
            self.said.emit(tr("Everything was looked at."))

    def acknowledge(self, alarm: Alarm) -> None:
        """Let nobody be told of an alarm again."""
        said = tr("Acknowledged: nobody is told of it again.")
        self._tell(lambda monitor: monitor.acknowledge(alarm.code, alarm.subject), said)

    def snooze(self, alarm: Alarm, seconds: float, reason: str) -> None:
        """Let nobody be told of an alarm for a time."""
        snapshot = self.snapshot()
        until = (snapshot.at if snapshot is not None else 0.0) + seconds
        self._tell(lambda monitor: monitor.snooze(alarm.code, alarm.subject, until, reason), tr("Snoozed."))

    def _tell(self, wish: Question[object], said: str = "") -> None:
        self.quietly(self._tell_it(wish, said), "tell the monitor")

    async def _tell_it(self, wish: Question[object], said: str) -> None:
        await self.of_monitor(wish)
        if said:
            self.said.emit(said)
        self._told()

    async def of_monitor(self, question: Question[T]) -> T | None:
        """Return what the monitor of the connection on the page answers; None where it ended meanwhile."""
        connection = self.shown()
        try:
            return await self.visit.watching.ask(connection.key if connection is not None else "", question)
        except NotWatched:
            self._told()
            return None

    # over time

    def ask_times(self) -> None:
        """Ask for what lies over time, for as long as is chosen."""
        if loop_runs() and self.snapshot() is not None:
            self.quietly(self._load_times(), "what was measured")

    async def _load_times(self) -> None:
        snapshot = self.snapshot()
        if snapshot is None:
            return
        now = snapshot.at
        since = self.picture.charts.since(now)
        lag = await self.of_monitor(lambda monitor: monitor.lag_over_time(since))
        part = await self.of_monitor(lambda monitor: monitor.coverage_over_time(since))
        events = await self.of_monitor(lambda monitor: monitor.events(since))
        self.picture.load_times(lag or (), part or (), events or (), now)

    def whole_picture(self) -> None:
        """Show the picture in the place of what is missing."""
        self.parts.listing.close()
        self.refresh()
