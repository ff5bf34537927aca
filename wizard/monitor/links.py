"""Which of the chosen groups GitLab tells Jira nothing of, because nobody linked them.

Source: GitLab docs: from 17.4 on the projects of a linked group have the integration `jira-cloud-app` active.
"""

from wizard.domain.clock import Clock
from wizard.domain.errors import Refused
from wizard.domain.version import APP_INTEGRATION_SINCE
from wizard.monitor.asking import Asking
from wizard.monitor.history_index import HistoryIndex

_AGAIN_S = 600.0
_SLUG = "jira-cloud-app"


class Links:
    """One for what goes on and for the history: a group that the one found unlinked, the other need not ask about."""

    def __init__(self, clock: Clock, groups: tuple[str, ...], index: HistoryIndex) -> None:
        self._clock, self.groups, self._index = clock, groups, index
        self._chosen = frozenset(groups)
        self._told: bool | None = None
        """Whether this GitLab says it at all."""
        self._asked_at: dict[str, float] = {}
        self.unlinked: set[str] = set()

    def group_of(self, path: str) -> str:
        """Return the chosen group of a project; empty for a group that contains all."""
        while path:
            path = path.rpartition("/")[0]
            if path in self._chosen:
                return path
        return ""

    def is_unlinked(self, path: str) -> bool:
        """Tell whether a project is in a group that nobody linked, as far as was asked."""
        return self.group_of(path) in self.unlinked

    async def look(self, asking: Asking, group: str, project: int) -> None:
        """Ask by one project of a group, unless that was done a while ago or the budget of the round is used up.

        A project may be switched off for itself: a second one decides then.
        """
        now = self._clock.now()
        if now - self._asked_at.get(group, 0.0) < _AGAIN_S or asking.left_at_gitlab() <= 0:
            return
        if self._told is None:
            self._told = (await asking.of_gitlab(asking.gitlab.metadata)).version >= APP_INTEGRATION_SINCE
        if not self._told:
            return
        self._asked_at[group] = now
        linked = await self._is_on(asking, project)
        other = self._other(group, project) if linked is False else None
        if other is not None:
            if asking.left_at_gitlab() <= 0:
                del self._asked_at[group]  # the next round decides
                return
            linked = await self._is_on(asking, other)
        if linked is not None:
            (self.unlinked.discard if linked else self.unlinked.add)(group)

    def linked(self, group: str) -> None:
        """Take it that a group is linked, for something of it arrived."""
        self.unlinked.discard(group)

    async def _is_on(self, asking: Asking, project: int) -> bool | None:
        """Tell whether the app is active for a project; None where we may not see its integrations."""
        try:
            return _SLUG in await asking.of_gitlab(asking.gitlab.active_integrations, project)
        except Refused:
            return None

    def _other(self, group: str, project: int) -> int | None:
        paths = ((one.id, one.path) for one in self._index.projects.values() if one.id != project)
        return next((number for number, path in paths if self.group_of(path) == group), None)
