"""How long to wait before the next attempt, from what the server says."""

import random
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

CAP_S = 900.0
_BASE_S = 0.5
_MOST_S = 8.0
_LEAST_S = 1.0
_SECONDS = re.compile(r"[0-9]{1,9}", re.ASCII)
_IMF = re.compile(r"[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT", re.ASCII)
_RFC850 = re.compile(r"[A-Z][a-z]+day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT", re.ASCII)
_ASCTIME = re.compile(r"[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}", re.ASCII)
_MINUTE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?Z", re.ASCII)


def asked_wait(headers: Mapping[str, str], now: float, *, cap_s: float = CAP_S) -> float | None:
    """Return the seconds that the server asks us to wait; None when it does not, or not sensibly.

    Shape: names in lower case; Retry-After wins over the rate limit headers.
    Source: RFC 9110, 10.2.3; Jira sends X-RateLimit-Reset as a date, GitLab RateLimit-Reset as epoch seconds.
    """
    told = headers.get("retry-after")
    if told is not None:
        wait = _after(told.strip(), now)
    elif "ratelimit-reset" in headers:
        epoch = headers["ratelimit-reset"].strip()
        wait = int(epoch) - now if re.fullmatch(r"[0-9]{9,11}", epoch, re.ASCII) else None
    else:
        wait = _until(headers.get("x-ratelimit-reset", "").strip(), now)
    if wait is None or wait > cap_s:
        return None
    return max(_LEAST_S, wait)


def back_off(repeat: int) -> float:
    """Return the wait before the `repeat`-th repetition (from 0): full jitter below a doubling limit."""
    return random.uniform(0, min(_MOST_S, _BASE_S * 2.0**repeat))  # noqa: S311  # spreads load, keeps no secret


def _after(text: str, now: float) -> float | None:
    if _SECONDS.fullmatch(text):
        return float(text)
    return _date(text, now)


def _date(text: str, now: float) -> float | None:
    try:
        if _IMF.fullmatch(text) or _RFC850.fullmatch(text):
            return parsedate_to_datetime(text).timestamp() - now
        if _ASCTIME.fullmatch(text):
            return parsedate_to_datetime(text).replace(tzinfo=UTC).timestamp() - now
    except (ValueError, OverflowError):
        return None
    return None


def _until(text: str, now: float) -> float | None:
    if not _MINUTE.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text).timestamp() - now
    except ValueError:
        return None
