"""Hours of the week in which whoever runs a GitLab or a Jira works on it: `Sun 02:00-04:00`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from time import struct_time

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY_MIN = 24 * 60
_WRITTEN = re.compile(r"(?P<first>[A-Za-z]+)(?:-(?P<last>[A-Za-z]+))? (?P<begin>[0-9:]+)-(?P<end>[0-9:]+)")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])|24:00")


class WindowWrong(ValueError):
    """A text that names no window; the argument quotes it."""


@dataclass(frozen=True, slots=True)
class Window:
    """One window of each week."""

    text: str
    """As it was written."""
    days: frozenset[int]
    """On which days it begins; 0 is Monday."""
    begin: int
    """Units: minutes since midnight."""
    minutes: int
    """How long it lasts."""

    def holds(self, day: int, minute: int) -> bool:
        """Tell whether a minute of a day lies in it, also when it began the day before."""
        passed = minute - self.begin
        return (day in self.days and 0 <= passed < self.minutes) or (
            (day - 1) % len(DAYS) in self.days and passed + _DAY_MIN < self.minutes
        )


def windows(written: str) -> tuple[Window, ...]:
    """Return the windows of a text with commas between them. Raises: WindowWrong."""
    return tuple(window(one.strip()) for one in written.split(",") if one.strip())


def window(text: str) -> Window:
    """Return one window: `Sun 02:00-04:00`, `Mon-Fri 23:30-01:00`, `daily 03:00-03:30`. Raises: WindowWrong."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise WindowWrong(text[:40])
    begin, end = (_minutes(found[name], text) for name in ("begin", "end"))
    if begin in (end, _DAY_MIN):
        raise WindowWrong(text[:40])
    return Window(text, _days(found["first"], found["last"], text), begin, (end - begin) % _DAY_MIN or _DAY_MIN)


def window_at(known: Iterable[Window], local: struct_time) -> str:
    """Return the window that a local time lies in, as it was written; empty for none."""
    minute = local.tm_hour * 60 + local.tm_min
    return next((one.text for one in known if one.holds(local.tm_wday, minute)), "")


def _days(first: str, last: str | None, text: str) -> frozenset[int]:
    if first.lower() == "daily" and last is None:
        return frozenset(range(len(DAYS)))
    begin = _day(first, text)
    end = begin if last is None else _day(last, text)
    return frozenset((begin + step) % len(DAYS) for step in range((end - begin) % len(DAYS) + 1))


def _day(name: str, text: str) -> int:
    if name.capitalize() not in DAYS:
        raise WindowWrong(text[:40])
    return DAYS.index(name.capitalize())


def _minutes(written: str, text: str) -> int:
    if not _TIME.fullmatch(written):
        raise WindowWrong(text[:40])
    hour, _, minute = written.partition(":")
    return int(hour) * 60 + int(minute)
