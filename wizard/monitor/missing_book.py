"""What is missing now: each thing with its reason, and what changed since somebody asked."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from wizard.domain.flow import Kind
from wizard.monitor.values import Missing, Reason


class Place(NamedTuple):
    """Names one thing in one issue."""

    kind: Kind
    project: int
    id: str
    key: str


class Changes(NamedTuple):
    """What is missing that was not, or for another reason; and what is not missing any more."""

    new: tuple[Missing, ...]
    gone: tuple[Missing, ...]


def _as_it_is(_place: Place, missing: Missing) -> Missing:
    return missing


class MissingBook:
    """Whatever is written into it is first shown to `explain`, which may know more of it."""

    def __init__(self, explain: Callable[[Place, Missing], Missing] = _as_it_is) -> None:
        self._explain = explain
        self._held: dict[Place, Missing] = {}
        self._new: dict[Place, Missing] = {}
        self._gone: dict[Place, Missing] = {}

    def put(self, place: Place, missing: Missing) -> None:
        held, missing = self._held.get(place), self._explain(place, missing)
        self._held[place] = missing
        if held is None or (held.reason, held.count) != (missing.reason, missing.count):
            self._new[place] = missing
            self._gone.pop(place, None)

    def clear(self, place: Place) -> None:
        held = self._held.pop(place, None)
        if held is not None and self._new.pop(place, None) is None:
            self._gone[place] = held

    def holds(self, place: Place) -> bool:
        return place in self._held

    def places(self) -> list[Place]:
        return list(self._held)

    def get(self, place: Place) -> Missing | None:
        return self._held.get(place)

    def changes(self) -> Changes:
        """Return what changed since the last call."""
        changes = Changes(tuple(self._new.values()), tuple(self._gone.values()))
        self._new.clear()
        self._gone.clear()
        return changes

    def reasons(self) -> Mapping[Reason, int]:
        """Return how many things are missing for each reason."""
        told: Counter[Reason] = Counter()
        for one in self._held.values():
            told[one.reason] += one.count
        return told

    def of(self, *reasons: Reason) -> list[Missing]:
        return [one for one in self._held.values() if one.reason in reasons]

    def __len__(self) -> int:
        return len(self._held)

    def find(
        self, *, reason: Reason | None, kind: Kind | None, group: str, limit: int, skip: int
    ) -> tuple[Sequence[Missing], int]:
        """Return what is missing, the newest first, and how much it is in all."""
        found = [
            one
            for one in self._held.values()
            if (reason is None or one.reason is reason)
            and (kind is None or one.kind is kind)
            and (not group or one.project == group or one.project.startswith(f"{group}/"))
        ]
        found.sort(key=lambda one: (-one.at, one.project, one.id, one.key))
        return found[skip : skip + limit], len(found)
