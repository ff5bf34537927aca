"""Rows of the list of what Jira does not show: only those that were on screen are here, for there may be a million."""

from collections.abc import Callable, Mapping

from wizard.monitor.values import Missing
from wizard.ui.i18n import show, tr
from wizard.ui.monitor_log_words import what_words
from wizard.ui.monitor_words import KINDS, REASONS, clock_at
from wizard.ui.paged_rows import PagedRows
from wizard.ui.plain import visible

_LONGEST = 200

TEXTS: tuple[Callable[[Missing], str], ...] = (
    lambda row: show(KINDS[row.kind]),
    what_words,
    lambda row: row.project,
    lambda row: row.key or "–",
    lambda row: show(REASONS[row.reason]),
    lambda row: clock_at(row.at),
)
WHAT = 1


class MissingModel(PagedRows[Missing]):
    def __init__(self) -> None:
        heads = (tr("Kind"), tr("What"), tr("Project"), tr("Key"), tr("Why"), tr("Changed"))
        super().__init__(heads, lambda row, column: visible(TEXTS[column](row), _LONGEST), WHAT)

    def heads(self) -> Mapping[int, str]:
        """Return the words above the columns."""
        return dict(enumerate(self._heads))
