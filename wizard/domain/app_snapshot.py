"""What this program knows of an app from its own install: the descriptor that was served then."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from wizard.domain.gitlab import Json


@dataclass(frozen=True, slots=True)
class AppSnapshot:
    """An app as it was installed."""

    descriptor: Mapping[str, Json]
    version: str
    """What Jira called it then; every further install gets another one."""


class Snapshots(Protocol):
    async def of_app(self, key: str) -> AppSnapshot | None:
        """Return what was kept of the newest install of this app on this site; None where nothing was."""
        ...


class NoSnapshots:
    """Where nothing is kept, as before a session."""

    async def of_app(self, _key: str) -> AppSnapshot | None:
        return None
