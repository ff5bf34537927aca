"""Writes the journal of one session and reads what it says about each subject."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wizard.domain.gitlab import Json
from wizard.domain.journal import Row, State, Store


@dataclass(frozen=True, slots=True)
class Record:
    """The newest row of one subject, with what all its rows told, later ones winning."""

    state: State
    data: Mapping[str, Json]
    seq: int
    answered: bool = False
    """Whether any of its rows leaves room for the write having been done; a plain refusal leaves none."""
    sent_seq: int = 0
    sent_at: float = 0.0
    """Number and time of the row that sent it last; 0 when it never was sent."""

    @property
    def perhaps_done(self) -> bool:
        return self.answered or self.state is State.SENT

    @property
    def unsettled(self) -> bool:
        """Whether it was sent and nobody has told how that ended."""
        return self.state in (State.SENT, State.UNKNOWN)


_NOTHING = Record(State.NOTED, {}, 0)
_ANSWERED = (State.ANSWERED, State.UNKNOWN, State.CONFIRMED)


class Journal:
    """One session's journal. Each method returns when the row is on disk."""

    def __init__(self, store: Store, session: str) -> None:
        self._store = store
        self.session = session
        self._known: dict[str, dict[str, Record]] | None = None
        """What `records` has read, by kind; kept up by what is written here, for a plan may have a thousand rows."""

    async def write(self, kind: str, subject: str, state: State, **data: Json) -> None:
        """Append one row. Raises: StoreFailed; then nothing may be sent."""
        self._keep_up(await self._store.append(Row(self.session, kind, subject, state, data)))

    async def write_all(self, kind: str, subject: str, states: Mapping[State, Mapping[str, Json]]) -> None:
        """Append several rows in their order with one sync. Raises: StoreFailed; then nothing may be sent."""
        rows = [Row(self.session, kind, subject, state, data) for state, data in states.items()]
        for row in await self._store.append_all(rows):
            self._keep_up(row)

    def _keep_up(self, row: Row) -> None:
        if self._known is not None:
            _take(self._known, row)

    async def rows(self) -> Sequence[Row]:
        return await self._store.rows(self.session)

    async def records(self, kind: str) -> dict[str, Record]:
        """Return the newest state of every subject of a kind, in the order of their first row.

        All rows are read once; what another journal of this session writes meanwhile is not seen.
        """
        if self._known is None:
            known: dict[str, dict[str, Record]] = {}
            for row in await self.rows():
                _take(known, row)
            self._known = known
        return self._known.setdefault(kind, {})


def newest(rows: Sequence[Row], kind: str) -> dict[str, Record]:
    """Return the newest state of every subject of a kind, in the order of their first row."""
    found: dict[str, dict[str, Record]] = {}
    for row in rows:
        _take(found, row)
    return found.get(kind, {})


def _take(known: dict[str, dict[str, Record]], row: Row) -> None:
    of_kind = known.setdefault(row.kind, {})
    of_kind[row.subject] = _next(of_kind.get(row.subject, _NOTHING), row)


def _next(known: Record, row: Row) -> Record:
    data = {**known.data, **row.data}
    ours = [known.data[name] for name in ("made", "after") if name in known.data]
    if row.state is State.INTENT and known.state is State.CONFIRMED and row.data.get("before") in ours:
        # We write over what we wrote ourselves: what was there before us is older.
        data["before"] = known.data.get("before")
    sent = row if row.state is State.SENT else None
    return Record(
        row.state,
        data,
        row.seq,
        answered=known.answered or row.state in _ANSWERED,
        sent_seq=sent.seq if sent else known.sent_seq,
        sent_at=sent.at if sent else known.sent_at,
    )
