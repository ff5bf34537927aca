"""The live light: what it is for each kind and for all, from what was looked for and what arrived."""

from wizard.domain.flow import Kind
from wizard.monitor.live_watch import LiveWatch, Seen
from wizard.monitor.missing_book import MissingBook
from wizard.monitor.values import KindFlow, Light, Live, Missing, Reason

LATE_S = 900.0
"""A queue that stands shows as delays of a quarter of an hour and more."""
_FEWEST = 2
"""So many newer than all that arrived, and nothing arrives any more."""
_OURS = (Reason.REJECTED, Reason.NOT_YET, Reason.NOT_LINKED)
"""Reasons that somebody can mend on the way to Jira; the others are about the thing or the issue."""


def lost(book: MissingBook) -> list[Missing]:
    """Return what should be there."""
    return book.of(*_OURS)


def live_of(watch: LiveWatch, now: float) -> Live:
    """Return the light as it is now."""
    mine = [one for one in lost(watch.book) if one.at >= watch.started]
    by_kind = {kind: [one.at for one in mine if one.kind is kind] for kind in Kind}
    kinds = tuple(
        KindFlow(kind, _kind_light(watch, kind, by_kind[kind]), seen.looked_at, seen.arrived, len(by_kind[kind]),
                 seen.last_arrived_at)
        for kind in Kind
        for seen in [watch.seen.get(kind, Seen())]
    )  # fmt: skip
    newest = max((one.arrived_after for one in watch.seen.values()), default=0.0)
    queue, source = watch.queue, "metrics"
    if queue is None:
        queue, source = watch.logs.queue(), "log"
    late = (watch.lags.recent(now) or 0.0) > LATE_S or (queue is not None and queue.latency_s > LATE_S)
    return Live(
        _all(kinds, stopped=is_stopped([one.at for one in mine], newest), late=late),
        watch.lags.value(now),
        kinds,
        len(mine),
        None if queue is None else queue.waiting,
        None if queue is None else queue.latency_s,
        "" if queue is None else source,
    )


def is_stopped(missing: list[float], newest: float) -> bool:
    """Tell by the times of what is missing whether nothing comes any more: one that was lost alone is a gap."""
    after = sum(at > newest for at in missing)
    return after >= _FEWEST or (after > 0 and not newest)


def _kind_light(watch: LiveWatch, kind: Kind, missing: list[float]) -> Light:
    seen = watch.seen.get(kind, Seen())
    if kind in watch.blind() or not seen.looked_at:
        return Light.UNKNOWN
    if not missing:
        return Light.OK if seen.arrived else Light.UNKNOWN
    return Light.BROKEN if is_stopped(missing, seen.arrived_after) else Light.BEHIND


def _all(kinds: tuple[KindFlow, ...], *, stopped: bool, late: bool) -> Light:
    told = {one.light for one in kinds} - {Light.UNKNOWN}
    if not told:
        return Light.UNKNOWN
    if stopped:
        return Light.BROKEN
    return Light.OK if told == {Light.OK} and not late else Light.BEHIND
