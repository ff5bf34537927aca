"""Which of the chosen groups GitLab tells Jira nothing of, because nobody linked them.

Source: GitLab docs: from 17.4 on the projects of a linked group have the integration `jira-cloud-app` active.
"""

from wizard.domain.clock import Clock
from wizard.domain.errors import Refused
from wizard.domain.version import APP_INTEGRATION_SINCE
from wizard.monitor.asking import Asking

_AGAIN_S = 600.0
_SLUG = "jira-cloud-app"


class Links:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._told: bool | None = None
        """Whether this GitLab says it at all."""
        self._asked_at: dict[str, float] = {}
        self.unlinked: set[str] = set()

    async def look(self, asking: Asking, group: str, project: int) -> None:
        """Ask by one project of a group, unless that was done a while ago or the budget of the round is used up."""
        now = self._clock.now()
        if now - self._asked_at.get(group, 0.0) < _AGAIN_S or asking.left_at_gitlab() <= 0:
            return
        if self._told is None:
            self._told = (await asking.of_gitlab(asking.gitlab.metadata)).version >= APP_INTEGRATION_SINCE
        if not self._told:
            return
        self._asked_at[group] = now
        try:
            active = await asking.of_gitlab(asking.gitlab.active_integrations, project)
        except Refused:
            return  # who may not see the integrations of a project cannot tell
        (self.unlinked.discard if _SLUG in active else self.unlinked.add)(group)

    def linked(self, group: str) -> None:
        """Take it that a group is linked, for something of it arrived."""
        self.unlinked.discard(group)
