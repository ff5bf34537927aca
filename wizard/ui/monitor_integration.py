"""The Jira issue integration on the page Monitor: its newest mention as a tile, its places as rows."""

from PySide6.QtWidgets import QFrame, QWidget

from wizard.monitor.values import Integration, IntegrationPlace, Light
from wizard.ui.i18n import tr, trn
from wizard.ui.icons import Icon
from wizard.ui.layouts import line
from wizard.ui.monitor_list import Key, RowList
from wizard.ui.monitor_tiles import Tile
from wizard.ui.monitor_words import LIGHTS, clock_at, lag_words, mention_words, place_words
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel

_MOST = 20
_LONGEST_WORD = 24


def show_mentions(tile: Tile, seen: Integration) -> None:
    """Show when the newest mention was made, where it stands, and how late they come."""
    missing = trn("{n} mention is not in its issue", "{n} mentions are not in their issues", seen.missing)
    median, beside = lag_words(seen.lag)
    late = f"{median} {beside}" if seen.lag.samples else ""
    below = " · ".join(one for one in (missing if seen.missing else "", late) if one)
    number = clock_at(seen.last.at) if seen.last is not None else "–"
    tile.say(number, mention_words(seen), below)
    tile.light(seen.light)


def standing_words(seen: Integration) -> str:
    """Return at how many places it is on, off, and cannot be read; empty before one was read."""
    on, off, unreadable = seen.standing()
    said = (
        trn("on at {n} place", "on at {n} places", on) if on else "",
        trn("off at {n} place", "off at {n} places", off) if off else "",
        trn("{n} place cannot be read", "{n} places cannot be read", unreadable) if unreadable else "",
    )
    return " · ".join(one for one in said if one)


class _PlaceRow(QFrame):
    """A lamp, a place, where it leads or what was changed there."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self._place = place
        self._lamp, self._title, self._state = Icon("circle"), PlainLabel("", "name"), PlainLabel("", "muted")
        for label in (self._title, self._state):
            label.longest_word = _LONGEST_WORD
        self._title.setText(place.partition(":")[2] or place)
        row = line(self, 12, (4, 6, 4, 6))
        row.addWidget(self._lamp)
        row.addWidget(self._title, 2)
        row.addWidget(self._state, 3)
        name(self, f"monitor.place.{place}", place)

    def change(self, seen: IntegrationPlace) -> None:
        """Show how the place stands now."""
        icon, token, _word = LIGHTS[seen.light]
        state = place_words(seen)
        self._lamp.change(icon, token)
        self._state.setText(state)
        self.setAccessibleName(f"{self._title.text()}: {state}")


class PlaceRows(RowList):
    """Places of the integration, what is wrong first."""

    def __init__(self) -> None:
        super().__init__(tr("Jira issue integration"), tr("No place was read yet."))
        self._places: dict[Key, IntegrationPlace] = {}

    def load(self, seen: Integration) -> None:
        """Show other places, and above them how many stand in which way."""
        self._title.setText(" · ".join(one for one in (tr("Jira issue integration"), standing_words(seen)) if one))
        order = (Light.BROKEN, Light.BEHIND, Light.UNKNOWN, Light.OK)
        ordered = sorted(seen.places, key=lambda one: order.index(one.light) if one.light in order else len(order))
        self._places = {one.place: one for one in ordered[:_MOST]}
        left = len(ordered) - len(self._places) + seen.unread
        self._show(tuple(self._places), trn("and {n} more place", "and {n} more places", left) if left else "")

    def _row(self, key: Key) -> QWidget:
        made = _PlaceRow(str(key))
        made.change(self._places[key])
        return made

    def _change(self, key: Key, row: QWidget) -> None:
        if isinstance(row, _PlaceRow):
            row.change(self._places[key])
