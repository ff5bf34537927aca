"""What the Start page says of a session."""

from collections.abc import Sequence

from wizard.domain.answers import AnswersError, read_answers
from wizard.domain.integration_address import web_url
from wizard.domain.journal import Row, Session, State
from wizard.domain.text import T, Text
from wizard.journey.archive import FORGOTTEN
from wizard.journey.log import newest
from wizard.journey.values import SessionCard

_UNSURE = (State.SENT, State.ANSWERED, State.UNKNOWN)


def card(session: Session, rows: Sequence[Row]) -> SessionCard:
    """Return the card of a session; answers of another version are shown as they are."""
    try:
        answers = read_answers(session.answers)
        gitlab, jira = answers.gitlab.url, answers.jira.url or web_url(answers)
    except AnswersError:
        gitlab, jira = "", ""
    # What was written after the session ended has opened it again.
    ends = [row.subject for row in rows if row.kind in ("session", "change", "undo")]
    forgotten = ends[-1:] == [FORGOTTEN]
    told = [end for end in ends if end != FORGOTTEN]
    undone, done = told[-1:] == ["undone"], told[-1:] == ["proved"]
    written, unsure = _standing(rows)
    return SessionCard(
        id=session.id,
        gitlab=_host(gitlab),
        jira=_host(jira),
        page=session.page,
        started_at=session.started_at,
        note=_note(written, unsure, done=done, undone=undone),
        done=done,
        undone=undone,
        standing=written + unsure,
        forgotten=forgotten,
    )


def _host(url: str) -> str:
    return url.partition("://")[2] or url


def _standing(rows: Sequence[Row]) -> tuple[int, int]:
    """Return how many changes stand outside, and of how many that is not known."""
    undone = newest(rows, "undo")
    written = unsure = 0
    for change, record in newest(rows, "change").items():
        back = undone.get(change)
        if back is not None and back.seq > record.seq and back.state is State.CONFIRMED:
            continue
        written += record.state is State.CONFIRMED
        unsure += record.state in _UNSURE
    return written, unsure


def _note(written: int, unsure: int, *, done: bool, undone: bool) -> Text:
    if undone:
        return T("Undone.")
    if done:
        return T("Proven. Nothing is left to do.")
    if unsure:
        return T(
            "Changes made: {written}. Not known whether they were made: {unsure}; that is read back first.",
            written=written,
            unsure=unsure,
        )
    if written:
        return T("Changes made: {written}; none is half done.", written=written)
    return T("Nothing was changed yet.")
