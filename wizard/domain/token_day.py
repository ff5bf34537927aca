"""The day on which an API token of Atlassian ends, as a person notes it: no interface of Jira tells it.

Source: Atlassian support, Manage API tokens: since December 2024 a token lives for one day to 365.
"""

from datetime import date, timedelta
from enum import StrEnum

_LONGEST = timedelta(days=366)
"""A year, and the day that has begun elsewhere when it has not here."""


class DayWrong(StrEnum):
    UNREADABLE = "unreadable"
    OVER = "over"
    TOO_FAR = "too-far"
    """Later than any token that is made today can end."""


def day_of(text: str) -> date | None:
    """Return the day that is written as 2027-11-22; None where it is written otherwise, or not at all."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if day.isoformat() == text.strip() else None


def wrong(text: str, today: date) -> DayWrong | None:
    """Return why this cannot be the last day of a token that is used today; None for one that can, and for no text."""
    if not text.strip():
        return None
    day = day_of(text)
    if day is None:
        return DayWrong.UNREADABLE
    if day < today:
        return DayWrong.OVER
    return DayWrong.TOO_FAR if day > today + _LONGEST else None
