"""Which keys lead to issues, kept as long as they are of use; keys that nobody knows are asked for again later."""

from collections.abc import Iterable, Mapping

from wizard.domain.clock import Clock
from wizard.monitor.asking import Asking
from wizard.monitor.keys import project_of
from wizard.monitor.values import Reason

AT_ONCE = 100
_ONE_BY_ONE = 10
_ASK_AGAIN_S = 1800.0


class Issues:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.ids: dict[str, str] = {}
        """Key -> numeric id."""
        self.moved: dict[str, str] = {}
        """Key -> key of today."""
        self._unknown: dict[str, float] = {}
        self._projects: frozenset[str] | None = None
        self._projects_at = 0.0

    def open(self, keys: Iterable[str]) -> list[str]:
        """Return those keys of which nothing is known, or nothing new enough, each once."""
        old = self._clock.now() - _ASK_AGAIN_S
        return [key for key in dict.fromkeys(keys) if key not in self.ids and self._unknown.get(key, 0.0) <= old]

    def is_unknown(self, key: str) -> bool:
        return key in self._unknown

    async def look_up(self, asking: Asking, keys: list[str]) -> None:
        """Ask for at most 100 keys, and singly for a few of which the answer does not tell."""
        answer = await asking.of_jira(asking.jira.find_issues, keys)
        self._take(keys, answer.ids, answer.renamed, answer.unsure)
        for key in list(answer.unsure)[:_ONE_BY_ONE]:
            single = await asking.of_jira(asking.jira.find_issues, [key])
            self._take([key], single.ids, single.renamed, frozenset())

    def gone(self, key: str) -> None:
        """Take it that Jira says no more of this key than of one that never was."""
        self.ids.pop(key, None)
        self._unknown[key] = self._clock.now()

    async def reason(self, asking: Asking, key: str) -> Reason:
        """Return why a key leads to no issue: there is no such project, or the issue cannot be seen."""
        if self._projects is None or (
            project_of(key) not in self._projects and self._clock.now() - self._projects_at > _ASK_AGAIN_S
        ):
            await self._read_projects(asking)
        return Reason.NOT_VISIBLE if project_of(key) in (self._projects or ()) else Reason.KEY_UNKNOWN

    async def _read_projects(self, asking: Asking) -> None:
        found: list[str] = []
        cursor = ""
        while True:
            chunk = await asking.of_jira(asking.jira.project_keys, cursor=cursor)
            found += chunk.found
            cursor = chunk.next
            if not cursor:
                break
        self._projects, self._projects_at = frozenset(found), self._clock.now()

    def _take(
        self, asked: Iterable[str], ids: Mapping[str, str], moved: Mapping[str, str], unsure: frozenset[str]
    ) -> None:
        now = self._clock.now()
        self.moved.update(moved)
        self.ids |= {new: ids[old] for old, new in moved.items()}
        for key in asked:
            if key in ids:
                self.ids[key] = ids[key]
                self._unknown.pop(key, None)
            elif key not in unsure:
                self._unknown[key] = now
