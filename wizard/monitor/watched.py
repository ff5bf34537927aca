"""Things that changed in GitLab and that Jira is to show: each until it was seen there in all its issues."""

from collections import OrderedDict
from collections.abc import Iterator

import msgspec

from wizard.domain.flow import Item, Kind

MOST = 5000
_MOST_KNOWN = 50_000
_FIRST_AGAIN_S = 60.0
_LATEST_AGAIN_S = 600.0
_OLD_S = 21_600.0
"""What is missing for so long is looked for once an hour."""
_OLD_AGAIN_S = 3600.0

Name = tuple[Kind, int, str]
"""Kind, project and id of a thing."""


class Watched(msgspec.Struct):
    """One thing that was found and has not arrived in all its issues."""

    item: Item
    waits: list[str]
    """Keys of issues that do not show it yet, as far as was looked."""
    found_at: float
    looked_at: float = 0.0
    looks: int = 0
    arrived: bool = False
    """Whether at least one of its issues shows it."""

    @property
    def name(self) -> Name:
        return self.item.kind, self.item.project, self.item.id

    def next_look(self) -> float:
        """Return when it is to be looked for again: soon at first, then ever later."""
        if self.looks == 0:
            return 0.0
        if self.looked_at - self.found_at > _OLD_S:
            return self.looked_at + _OLD_AGAIN_S
        return self.looked_at + min(_LATEST_AGAIN_S, _FIRST_AGAIN_S * 2.0 ** min(self.looks - 1, 10))


class WatchList:
    """Bounded: of more than can be looked for the latest are left out, and counted."""

    def __init__(self) -> None:
        self._open: dict[Name, Watched] = {}
        self._known: OrderedDict[Name, tuple[str, ...]] = OrderedDict()
        self.left_out = 0

    def is_known(self, name: Name, keys: tuple[str, ...]) -> bool:
        return self._known.get(name) == keys

    def keys_known(self, name: Name) -> tuple[str, ...] | None:
        """Return the keys with which a thing was met; None for one that was not."""
        return self._known.get(name)

    def note(self, name: Name, keys: tuple[str, ...]) -> None:
        """Remember that a thing with these keys was met."""
        self._known[name] = keys
        self._known.move_to_end(name)
        if len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)

    def add(self, item: Item, keys: tuple[str, ...], now: float) -> None:
        name = (item.kind, item.project, item.id)
        if len(self._open) >= MOST and name not in self._open:
            self.left_out += 1
            return
        self._open[name] = Watched(item, list(keys), now)

    def take_up(self, one: Watched) -> None:
        """Go on waiting for what an earlier run waited for."""
        self._open[one.name] = one
        self.note(one.name, tuple(one.waits))

    def drop(self, name: Name) -> None:
        self._open.pop(name, None)

    def get(self, name: Name) -> Watched | None:
        return self._open.get(name)

    def __iter__(self) -> Iterator[Watched]:
        return iter(list(self._open.values()))

    def __len__(self) -> int:
        return len(self._open)

    def due(self, now: float) -> list[Watched]:
        """Return what is to be looked for, what was never looked for first, then the oldest look."""
        ready = [one for one in self._open.values() if one.next_look() <= now]
        return sorted(ready, key=lambda one: (one.looked_at, one.found_at))
