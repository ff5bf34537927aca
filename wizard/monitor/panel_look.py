"""Whether the panel of an issue shows one thing of a project, and not one of the same name from elsewhere."""

from collections.abc import Sequence

from wizard.domain.errors import Refused
from wizard.domain.flow import Kind
from wizard.domain.jira_presence import Shown
from wizard.monitor.asking import Asking

_EVERYWHERE_UNIQUE = (Kind.COMMIT,)


class Panel:
    """The panels of one site; the name of the app's tool there is learnt once."""

    def __init__(self) -> None:
        self._tool = ""
        self.hollow: set[Kind] = set()
        """Kinds of which a panel showed nothing where the search counted something."""

    async def shown(self, asking: Asking, issue_id: str, kind: Kind) -> Sequence[Shown]:
        """Return what the panel of an issue shows of a kind.

        Raises: Refused `jira-panel-forbidden`, `jira-panel-gone`.
        """
        found = await asking.of_jira(asking.jira.panel_items, issue_id, kind, self._tool)
        if found or self._tool or kind not in (Kind.BRANCH, Kind.COMMIT, Kind.MERGE_REQUEST):
            return found
        summary = await asking.of_jira(asking.jira.panel_summary, issue_id)
        names = {name for counts in summary.counts.values() for name in counts if "gitlab" in name.casefold()}
        self._tool = min(names, default="")
        if self._tool in ("", "GitLab"):
            return found
        return await asking.of_jira(asking.jira.panel_items, issue_id, kind, self._tool)

    async def is_hollow(self, asking: Asking, key: str, kind: Kind, shown: Sequence[Shown]) -> bool:
        """Tell whether Jira holds something of a kind for an issue, and its panel shows nothing of it."""
        hollow = not shown and await self._is_counted(asking, key, kind)
        if hollow:
            self.hollow.add(kind)
        elif shown:
            self.hollow.discard(kind)
        return hollow

    async def _is_counted(self, asking: Asking, key: str, kind: Kind) -> bool:
        try:
            return bool((await asking.of_jira(asking.jira.issues_with, kind, 1, among=(key,))).found)
        except Refused as error:
            if error.code not in ("jira-search-refused", "jira-issue-gone"):
                raise
            return False


def is_shown(kind: Kind, name: str, home: str, shown: Sequence[Shown], homes: frozenset[str]) -> bool:
    """Tell whether a thing is among what is shown; `home` is the address of its project, `homes` those of all that are
    known: an address that is none of them may be an older one of the same project.
    """
    return any(one.kind is kind and one.id == name and _fits(kind, one.url, home, homes) for one in shown)


def _fits(kind: Kind, url: str, home: str, homes: frozenset[str]) -> bool:
    if kind in _EVERYWHERE_UNIQUE or "/-/" not in url:
        return True
    there = url.partition("/-/")[0]
    return there == home or there not in homes
