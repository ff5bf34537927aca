"""What people and apps changed on a site through its API, as administrators read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_FIRST_ID = 1


@dataclass(frozen=True, slots=True)
class AuditRecord:
    id: int
    created: float
    author: str
    """Account id."""
    summary: str
    category: str
    kind: str
    """What the thing is: PROJECT or USER."""
    name: str
    """What the thing is called."""
    changes: Mapping[str, tuple[str, str]]
    """By field, what it was and what it became."""

    def matches(self, words: Sequence[str]) -> bool:
        """Tell whether each word stands in one of the fields that a filter looks at."""
        values = [value for pair in self.changes.values() for value in pair]
        texts = [each.lower() for each in (self.summary, self.category, self.name, self.kind, *values)]
        return all(any(word in text for text in texts) for word in words)


@dataclass(slots=True)
class AuditLog:
    _records: list[AuditRecord] = field(default_factory=list)

    def note(
        self,
        now: float,
        author: str,
        summary: str,
        *,
        category: str,
        kind: str,
        name: str,
        changes: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        """Keep what somebody changed."""
        number = _FIRST_ID + len(self._records)
        self._records.append(AuditRecord(number, now, author, summary, category, kind, name, dict(changes or {})))

    def between(self, first: float, last: float) -> list[AuditRecord]:
        """Return what was changed from the one moment to the other, newest first."""
        return [each for each in reversed(self._records) if first <= each.created <= last]
