"""The development panel of one issue: how many of a kind it counts, and whether it names one thing."""

from collections.abc import Mapping

from wizard.domain.errors import Refused
from wizard.domain.flow import Kind
from wizard.domain.jira import PanelSummary
from wizard.domain.ports import Ports
from wizard.journey.kinds import PANEL


class KindPanel:
    """Looks at one issue for things of one project."""

    def __init__(self, ports: Ports, issue: str, page: str) -> None:
        """Take the numeric id of the issue, and the address of the project."""
        self._jira, self._issue, self._page = ports.jira, issue, page
        self._before: Mapping[str, Mapping[str, int]] = {}
        self._tools: dict[Kind, str] = {}

    async def remember(self) -> None:
        """Keep what is counted before anything is made."""
        self._before = (await self._summary()).counts

    async def counts_more(self, kind: Kind) -> bool:
        """Tell whether more of a kind is counted than before; the tool that counts most of it is kept for `names`."""
        now = _of(kind, (await self._summary()).counts)
        self._tools[kind] = max(now, key=lambda tool: now[tool], default="")
        return sum(now.values()) > sum(_of(kind, self._before).values())

    async def _summary(self) -> PanelSummary:
        """Return what the panel counts; nothing where it is closed, for whoever looks for a name says so."""
        try:
            return await self._jira.panel_summary(self._issue)
        except Refused:
            return PanelSummary({})

    async def names(self, kind: Kind, name: str) -> bool:
        """Tell whether the panel names one thing of the project. Raises: PortError."""
        shown = await self._jira.panel_items(self._issue, kind, self._tools.get(kind, ""))
        # Numbers are a project's own, but for those of pipelines; without an address nothing can be told apart.
        return any(one.id == name and self._is_ours(one.url) for one in shown)

    def _is_ours(self, url: str) -> bool:
        return not self._page or not url or url.startswith(f"{self._page}/")


def _of(kind: Kind, counts: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    return {tool: count for name in PANEL[kind] for tool, count in counts.get(name, {}).items()}
