"""The numbers at the top of the page Monitor: how late, how far, the last mention, and what ends next."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from wizard.monitor.begun import first_sync_s
from wizard.monitor.values import Expiry, History, Light, Live, Snapshot
from wizard.ui.charts.bar import Bar
from wizard.ui.charts.decimation import Point
from wizard.ui.charts.line_chart import Spark
from wizard.ui.i18n import decimal, show, tr, trn
from wizard.ui.icons import Icon
from wizard.ui.layouts import column, line
from wizard.ui.monitor_log_words import queue_words
from wizard.ui.monitor_words import LIGHTS, NOTHING, clock_at, days_word, expiry_word, lag_words, minutes, percent
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.side_by_side import SideBySide

_SOON_DAYS, _VERY_SOON_DAYS = 30, 7
_EMS_A_TILE = 11
_OTHERS = 4
_SUPPORT = "-support"


class Tile(QFrame):
    """A word, a number with what it means beside it, something drawn, and a line below."""

    def __init__(self, identifier: str, title: str, drawn: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._title = title
        name(self, identifier, title)
        inner = column(self, 6, (16, 13, 16, 13))
        top = line(spacing=8)
        self.lamp = Icon("circle", "muted")
        top.addWidget(PlainLabel(title, "muted", wrap=False))
        top.addStretch(1)
        top.addWidget(self.lamp)
        inner.addLayout(top)
        self.number = PlainLabel("", "title", wrap=False)
        self.beside = PlainLabel("", "muted")
        for label in (self.number, self.beside):
            label.setAlignment(Qt.AlignmentFlag.AlignBottom)
        inner.addWidget(SideBySide(self.number, self.beside, 9, below=0))
        if drawn is not None:
            inner.addWidget(drawn)
        self.below = PlainLabel("", "small")
        inner.addWidget(self.below)
        inner.addStretch(1)

    def say(self, number: str, beside: str, below: str) -> None:
        """Show other words."""
        self.number.setText(number)
        self.beside.setText(beside)
        self.below.setText(below)
        self.below.setVisible(bool(below))
        self.setAccessibleName(f"{self._title}: {number} {beside}".strip())
        self.setAccessibleDescription(below)

    def light(self, light: Light) -> None:
        """Show a lamp, with its word for the pointer and for who hears the page."""
        icon, token, word = LIGHTS[light]
        self.lamp.change(icon, token)
        self.lamp.setToolTip(show(word))
        self.lamp.setAccessibleName(show(word))


class Tiles(QWidget):
    """The tiles of what is watched in a row, one below the other where the page is too narrow for that."""

    def __init__(self) -> None:
        super().__init__()
        self._spark, self._bar = Spark(), Bar(8)
        self.live = Tile("monitor.live", tr("Live"), self._spark)
        self.history = Tile("monitor.history", tr("History"), self._bar)
        self.mentions = Tile("monitor.mentions", tr("Last mention"))
        self.expiry = Tile("monitor.expiry", tr("Next to expire"))
        self._grid = QGridLayout(self)
        self._placed: tuple[int, tuple[Tile, ...]] = (0, ())
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._tiles = (self.live, self.history, self.mentions, self.expiry)
        for tile in self._tiles:
            self._grid.addWidget(tile)
        self.mentions.hide()

    def load(self, snapshot: Snapshot) -> None:
        """Show another picture."""
        self._show_live(snapshot.live)
        self._show_history(snapshot.history, snapshot.at)
        self._show_expiries(snapshot.expiries)
        for tile in (self.live, self.history):
            tile.setVisible(snapshot.app)
        self.mentions.setVisible(snapshot.integration is not None)
        self._arrange()

    def load_lag(self, points: Sequence[Point]) -> None:
        """Show the median of late."""
        self._spark.load(points)

    def _show_live(self, live: Live) -> None:
        number, beside = lag_words(live.lag)
        arrived = _last_arrival(live) if number == NOTHING else ""
        below = queue_words(live)
        missing = trn("{n} thing is not in Jira", "{n} things are not in Jira", live.missing) if live.missing else ""
        self.live.say(number, beside, " · ".join(one for one in (arrived, missing, below) if one))
        self.live.light(live.light)

    def _show_history(self, history: History, now: float) -> None:
        if history.coverage is None:
            self.history.say("–", tr("not measured yet"), "")
        elif history.light is Light.BEHIND and history.projects:
            done = f"{history.projects_done} / {history.projects}"
            pace = history.per_minute
            beside = tr("projects, {n} a minute", n=decimal(pace, 0)) if pace is not None else tr("projects")
            self.history.say(done, beside, _when_done(history, now))
        else:
            beside = tr("{present} of {expected} things", present=history.present, expected=history.expected)
            self.history.say(percent(history.coverage), beside, _how_sure(history))
        self._bar.change(history.coverage, "ok" if history.light is Light.OK else "accent")
        self.history.light(history.light)

    def _show_expiries(self, expiries: Sequence[Expiry]) -> None:
        soonest = _first(expiries)
        if not soonest:
            self.expiry.say("–", tr("nothing that is known ends"), "")
            self.expiry.light(Light.UNKNOWN)
            return
        first, *others = soonest
        rest = " · ".join(f"{expiry_word(one.code, one.what)} {days_word(one.days)}" for one in others[:_OTHERS])
        self.expiry.say(days_word(first.days), expiry_word(first.code, first.what), rest)
        soon, very_soon = (not first.harmless and first.days <= days for days in (_SOON_DAYS, _VERY_SOON_DAYS))
        self.expiry.light(Light.BROKEN if very_soon else Light.OK)
        if soon:
            self.expiry.lamp.change("triangle", "error" if very_soon else "warn")
        self.expiry.lamp.setToolTip(tr("soon") if soon else tr("not soon"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put as many tiles into a row as it has room for; four stand by twos before one stands alone."""
        tiles = [one for one in self._tiles if not one.isHidden()]
        widest = max(_EMS_A_TILE * self.fontMetrics().height(), *(one.minimumSizeHint().width() for one in tiles))
        fit = max(1, (self.width() + self._grid.spacing()) // (widest + self._grid.spacing()))
        columns = len(tiles) if fit >= len(tiles) else 2 if fit >= 2 and len(tiles) % 2 == 0 else 1
        wanted = (columns, tuple(tiles))
        if wanted == self._placed:
            return
        self._placed = wanted
        for at, tile in enumerate(tiles):
            self._grid.addWidget(tile, at // columns, at % columns)
        for at in range(len(self._tiles)):
            self._grid.setColumnStretch(at, int(at < columns))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(100, super().minimumSizeHint().height())


def _last_arrival(live: Live) -> str:
    """Return when something was first seen in Jira; empty where nothing was."""
    if live.last_arrived_at is None:
        return ""
    time = clock_at(live.last_arrived_at)
    return tr("last arrival {time}: the test", time=time) if live.proven else tr("last arrival {time}", time=time)


def _first(expiries: Sequence[Expiry]) -> list[Expiry]:
    """Return what ends in the order of its days; a support that is over comes last, for nothing stops by it."""
    return sorted(expiries, key=lambda one: (one.harmless, one.days < 0 and one.code.endswith(_SUPPORT), one.at))


def _when_done(history: History, now: float) -> str:
    if history.began_at is not None:
        takes = minutes(first_sync_s(history.projects))
        return tr("began {time}, {takes} for all", time=clock_at(history.began_at), takes=takes)
    if history.eta_s is None:
        return tr("it is too early to say when it is done")
    done = clock_at(now + history.eta_s)
    if history.eta_margin_s is None:
        return tr("done {time}", time=done)
    return tr("done {time} ± {n} min", time=done, n=max(round(history.eta_margin_s / 60), 1))


def _how_sure(history: History) -> str:
    if history.progress is not None:
        return tr("everything is being looked at: {share}", share=percent(history.progress))
    if history.confidence < 1:
        margin = decimal(history.margin * 100, 1)
        return tr("± {margin} %, sure to {share}", margin=margin, share=percent(history.confidence))
    if history.reconciled_at is not None:
        return tr("all of it looked at, {time}", time=clock_at(history.reconciled_at))
    return ""
