"""What apps have sent is deleted some time after they were uninstalled, and never comes back.

Source: GitLab's documentation says that the deletion is asynchronous and can take hours.
"""

from collections.abc import Mapping

DELETED_AFTER_S = 2 * 3600.0


class Deletions:
    """Apps that are gone while their data is not; nothing here knows the time."""

    def __init__(self) -> None:
        self._due: dict[str, float] = {}

    def order(self, app_key: str, now: float) -> None:
        self._due[app_key] = now + DELETED_AFTER_S

    def take_due(self, now: float) -> list[str]:
        """Return the apps whose data goes now, each once."""
        due = [key for key, moment in self._due.items() if moment <= now]
        for key in due:
            del self._due[key]
        return due

    def take(self, app_key: str) -> bool:
        """Tell, once, whether data of this app waits to go: the app comes back and must not find it."""
        return self._due.pop(app_key, None) is not None

    def waiting(self) -> Mapping[str, float]:
        """Return what waits, by app key: when it goes, in seconds since the epoch."""
        return dict(self._due)
