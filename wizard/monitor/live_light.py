"""The live light: what it is for each kind and for all, from what was looked for and what arrived."""

from collections import Counter

from wizard.domain.flow import Kind
from wizard.monitor.live_watch import LiveWatch, Seen
from wizard.monitor.missing_book import MissingBook
from wizard.monitor.values import KindFlow, Light, Live, Missing, Reason

LATE_S = 900.0
"""A queue that stands shows as delays of a quarter of an hour and more."""
_OURS = (Reason.REJECTED, Reason.NOT_YET, Reason.NOT_LINKED)
"""Reasons that somebody can mend on the way to Jira; the others are about the thing or the issue."""


def lost(book: MissingBook) -> list[Missing]:
    """Return what should be there."""
    return book.of(*_OURS)


def live_of(watch: LiveWatch, now: float) -> Live:
    """Return the light as it is now."""
    mine = [one for one in lost(watch.book) if one.at >= watch.started]
    missing = Counter(one.kind for one in mine)
    newest = {kind: max((one.at for one in mine if one.kind is kind), default=0.0) for kind in missing}
    kinds = tuple(
        KindFlow(kind, _kind_light(watch, kind, missing[kind], newest.get(kind, 0.0)), seen.looked_at, seen.arrived,
                 missing[kind], seen.last_arrived_at)
        for kind in Kind
        for seen in [watch.seen.get(kind, Seen())]
    )  # fmt: skip
    lag, queue = watch.lags.value(now), watch.queue
    late = (watch.lags.recent(now) or 0.0) > LATE_S
    return Live(
        _all(kinds, late=late or (queue is not None and queue.latency_s > LATE_S)),
        lag,
        kinds,
        sum(missing.values()),
        None if queue is None else queue.waiting,
        None if queue is None else queue.latency_s,
    )


def _kind_light(watch: LiveWatch, kind: Kind, missing: int, newest_missing: float) -> Light:
    seen = watch.seen.get(kind, Seen())
    if kind in watch.blind() or not seen.looked_at:
        return Light.UNKNOWN
    if not missing:
        return Light.OK if seen.arrived else Light.UNKNOWN
    # The last of the kind that should have come did, or did not.
    return Light.BEHIND if seen.arrived_after > newest_missing else Light.BROKEN


def _all(kinds: tuple[KindFlow, ...], *, late: bool) -> Light:
    told = [one.light for one in kinds if one.light is not Light.UNKNOWN]
    if not told:
        return Light.UNKNOWN
    if all(light is Light.BROKEN for light in told):
        return Light.BROKEN
    return Light.BEHIND if late or Light.BROKEN in told or Light.BEHIND in told else Light.OK
