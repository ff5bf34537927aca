"""Moments as Jira writes them."""

from datetime import UTC, datetime


def jira_time(text: str) -> str:
    """Return a moment in Jira's form; what is no moment stays as it came."""
    try:
        moment = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return text
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}+0000"
