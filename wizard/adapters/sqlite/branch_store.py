"""The journal of branches that are made and removed for months: only what is not over is read again."""

from collections.abc import Sequence

from wizard.adapters.sqlite.store import SqliteStore, row_of
from wizard.domain.journal import Row, State

_OVER = "branch-removal"
_NOT_OVER = """
    WITH over AS (
        SELECT subject, MAX(seq) AS seq FROM journal WHERE session = :session AND kind = :kind AND state = :state
        GROUP BY subject
    )
    SELECT journal.session, journal.kind, journal.subject, journal.state, journal.data, journal.seq, journal.at
    FROM journal LEFT JOIN over ON over.subject = journal.subject
    WHERE journal.session = :session AND journal.seq > COALESCE(over.seq, 0) ORDER BY journal.seq
"""


class BranchStore(SqliteStore):
    """Keeps every row, as any store; a month of test branches is not taken into memory for each new one."""

    async def rows(self, session: str) -> Sequence[Row]:
        """Return the rows since a branch was seen to be gone, and all of one that was not."""
        values = {"session": session, "kind": _OVER, "state": State.CONFIRMED.value}
        found = await self._run(lambda: self._execute(_NOT_OVER, values).fetchall())
        return tuple(map(row_of, found))
