"""What the Start page says of a session."""

from collections.abc import Sequence

from wizard.domain.answers import AnswersError, read_answers
from wizard.domain.journal import Row, Session, State
from wizard.domain.text import T, Text
from wizard.journey.values import SessionCard


def card(session: Session, rows: Sequence[Row]) -> SessionCard:
    """Return the card of a session; answers of another version are shown as they are."""
    try:
        answers = read_answers(session.answers)
        gitlab, jira = answers.gitlab.url, answers.jira.url
    except AnswersError:
        gitlab, jira = "", ""
    # What was written after the session ended has opened it again.
    ends = [row.subject for row in rows if row.kind in ("session", "change", "undo")]
    undone, done = ends[-1:] == ["undone"], ends[-1:] == ["proved"]
    return SessionCard(
        id=session.id,
        gitlab=_host(gitlab),
        jira=_host(jira),
        page=session.page,
        started_at=session.started_at,
        note=_note(rows, done=done, undone=undone),
        done=done,
        undone=undone,
    )


def _host(url: str) -> str:
    return url.partition("://")[2] or url


def _note(rows: Sequence[Row], *, done: bool, undone: bool) -> Text:
    if undone:
        return T("Undone.")
    if done:
        return T("Proven. Nothing is left to do.")
    states = {row.subject: row.state for row in rows if row.kind == "change"}
    written = sum(state is State.CONFIRMED for state in states.values())
    unsure = sum(state in (State.SENT, State.ANSWERED, State.UNKNOWN) for state in states.values())
    if unsure:
        return T(
            "Changes made: {written}. Not known whether they were made: {unsure}; that is read back first.",
            written=written,
            unsure=unsure,
        )
    if written:
        return T("Changes made: {written}; none is half done.", written=written)
    return T("Nothing was changed yet.")
