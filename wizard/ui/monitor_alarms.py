"""Alarms on the page Monitor: the card of what is wrong with Acknowledge and Snooze, and how each alarm stands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from wizard.domain.findings import Finding
from wizard.monitor.values import Alarm, AlarmState
from wizard.ui.announce import announce
from wizard.ui.choice_box import ChoiceBox
from wizard.ui.controls import button, field_label, line_edit, set_wrong
from wizard.ui.dialogs import make_dialog
from wizard.ui.focus_order import keep_near
from wizard.ui.i18n import show, tr
from wizard.ui.icons import Icon
from wizard.ui.layouts import column, empty, line
from wizard.ui.monitor_list import RowButton
from wizard.ui.monitor_words import alarm_word, clock_at
from wizard.ui.plain import PlainLabel
from wizard.ui.sign_in_to_watch import integration_button
from wizard.ui.watching import NO_SIGN_IN, PURPOSE

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.ui.pages._base import Page

_HOUR_S = 3600
_FLOW = "flow-"
"""How codes begin that the monitor itself finds, and no check."""
_LONGEST = 200
"""Characters of a reason."""

OnAlarm = Callable[[Alarm], object]
Snooze = Callable[[Alarm, float, str], object]
"""Takes an alarm, for how many seconds, and why."""

_Told: TypeAlias = "tuple[Alarm, str]"
"""All that the card of an alarm shows: what it is, and how it stands."""


class SnoozeDialog:
    """Asks for how long nobody is told of an alarm, and why; an empty reason is asked for again."""

    def __init__(self, parent: QWidget, alarm: Alarm, taken: Snooze) -> None:
        self._alarm, self._taken = alarm, taken
        self.dialog = make_dialog(parent, "snooze", tr("Snooze the alarm"))
        self.dialog.setMinimumWidth(460)
        lengths: dict[object, str] = {
            _HOUR_S: tr("1 hour"), 8 * _HOUR_S: tr("8 hours"), 24 * _HOUR_S: tr("1 day"), 168 * _HOUR_S: tr("7 days"),
        }  # fmt: skip
        self.length = ChoiceBox("snooze.length", tr("For how long"), lengths, lambda _picked: None)
        self.reason = line_edit("snooze.reason", tr("Reason"), placeholder=tr("e.g. update of GitLab until noon"))
        self.reason.setMaxLength(_LONGEST)
        self.wrong = PlainLabel("", "error")
        self.wrong.hide()
        inner = column(self.dialog, 10, (24, 22, 24, 18))
        inner.addWidget(PlainLabel(tr("Snooze “{alarm}”", alarm=show(alarm.finding.title)), "strong"))
        inner.addWidget(PlainLabel(tr("It stays on the page; nobody is told until then."), "muted"))
        for title, field in ((tr("For how long"), self.length), (tr("Reason"), self.reason)):
            inner.addWidget(field_label(title, field))
            inner.addWidget(field)
        inner.addWidget(self.wrong)
        row = line(spacing=10)
        row.addStretch(1)
        row.addWidget(button(tr("Snooze it"), "snooze.verb", self._take))
        row.addWidget(button(tr("Keep it"), "snooze.keep", self.dialog.reject))
        inner.addLayout(row)
        self.reason.returnPressed.connect(self._take)

    def open(self) -> None:
        """Show it."""
        self.dialog.open()
        self.reason.setFocus()

    def _take(self) -> None:
        reason, length = self.reason.text().strip(), self.length.value()
        if not reason:
            self.wrong.setText(tr("Enter a reason, so that others know why nobody is told."))
            self.wrong.show()
            set_wrong(self.reason, True)
            self.reason.setFocus()
            return
        self.dialog.accept()
        if isinstance(length, int):
            self._taken(self._alarm, float(length), reason)


class AlarmCards(QWidget):
    """Cards of alarms that are raised, and below them a line for each that somebody took note of.

    To make a card takes ten milliseconds: one is made before other events are served.
    """

    def __init__(self, page: Page, acknowledge: OnAlarm, snooze: Snooze) -> None:
        super().__init__()
        self._page, self._acknowledge, self._snooze = page, acknowledge, snooze
        self._shown: tuple[Alarm, ...] = ()
        self._titles: Mapping[str, str] = {}
        """What is wrong, by its code: what an alarm explains is named so."""
        self._wanted: tuple[_Told, ...] = ()
        self._made: dict[int, tuple[_Told, QWidget]] = {}
        """Cards by their place in the list."""
        self._list = column(self, 10)
        self.hide()

    def load(self, alarms: Sequence[Alarm], findings: Sequence[Finding] = ()) -> None:
        """Show other alarms, of all that is wrong; those that stand as they did keep their cards."""
        shown = tuple(one for one in alarms if one.state is not AlarmState.CLEARED)
        if shown != self._shown:
            known = {(one.code, one.subject) for one in self._shown}
            self._shown = shown
            self._titles = {one.code: show(one.title) for one in findings}
            self._wanted = tuple((alarm, self._stands(alarm)) for alarm in shown)
            self._drop_others()
            for alarm in shown:
                if (alarm.code, alarm.subject) not in known:
                    announce(self, show(alarm.finding.title), at_once=True)
        if self._missing():
            self._make_one()
            self._page.quietly(self.come_together(), "cards of alarms")

    def any(self) -> bool:
        """Tell whether there is something to be shown."""
        return bool(self._shown)

    async def come_together(self) -> None:
        """Make what is missing, a card a turn of the loop."""
        while self._missing():
            await asyncio.sleep(0)
            self._make_one()

    def _missing(self) -> list[int]:
        return [number for number in range(len(self._wanted)) if number not in self._made]

    def _make_one(self) -> None:
        for number in self._missing()[:1]:
            told = self._wanted[number]
            card = self._card(number, told[0])
            self._list.insertWidget(sum(other < number for other in self._made), card)
            self._made[number] = told, card

    def _drop_others(self) -> None:
        wanted = dict(enumerate(self._wanted))
        for number in [number for number, (told, _card) in self._made.items() if wanted.get(number) != told]:
            _told, card = self._made.pop(number)
            keep_near(card)
            card.hide()
            card.setParent(None)
            card.deleteLater()

    def _card(self, number: int, alarm: Alarm) -> QWidget:
        identifier = f"monitor.alarm.{number}"
        made = QWidget()
        inner = column(made, 5)
        if alarm.state is AlarmState.RAISED:
            self._unfold(inner, identifier, alarm)
        else:
            self._fold(inner, identifier, alarm)
        return made

    def _unfold(self, inner: QBoxLayout, identifier: str, alarm: Alarm) -> None:
        empty(inner)
        why = PURPOSE if alarm.code.startswith(_FLOW) else ""
        inner.addWidget(self._page.card(identifier, alarm.finding, more=self._buttons(identifier, alarm), why=why))
        inner.addWidget(PlainLabel(self._stands(alarm), "small"))

    def _fold(self, inner: QBoxLayout, identifier: str, alarm: Alarm) -> None:
        """Show what somebody took note of in one row, which opens."""
        title, stands = show(alarm.finding.title), self._stands(alarm)
        row = RowButton(f"{identifier}.unfold", f"{title}. {stands}",
                        partial(self._unfold, inner, identifier, alarm))  # fmt: skip
        row.put(Icon("dash", "warn"))
        row.put(PlainLabel(title, "name"), 3)
        row.put(PlainLabel(stands, "small"), 4)
        row.put(Icon("chevron-down", "muted"))
        inner.addWidget(row)

    def _buttons(self, identifier: str, alarm: Alarm) -> list[QPushButton]:
        buttons = [integration_button(self._page, identifier)] if alarm.code == NO_SIGN_IN else []
        if alarm.state is AlarmState.RAISED:
            take = partial(self._acknowledge, alarm)
            buttons.append(button(tr("Acknowledge"), f"{identifier}.acknowledge", take, "small", "eye"))
        ask = partial(self._ask_to_snooze, alarm)
        buttons.append(button(tr("Snooze…"), f"{identifier}.snooze", ask, "small", "dash"))
        return buttons

    def _ask_to_snooze(self, alarm: Alarm) -> None:
        SnoozeDialog(self.window(), alarm, self._snooze).open()

    def _stands(self, alarm: Alarm) -> str:
        raised = tr("Raised {time}", time=clock_at(alarm.raised_at))
        about = tr("about {subject}", subject=alarm.subject) if alarm.subject else ""
        effects = ", ".join(self._titles.get(code, code) for code in alarm.effects)
        explains = tr("it explains: {effects}", effects=effects) if effects else ""
        state = alarm_word(alarm.state, alarm.until)
        why = f"“{alarm.reason}”" if alarm.reason else ""
        return " · ".join(one for one in (raised, about, state, why, explains) if one)
