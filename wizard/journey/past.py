"""What earlier sessions of this world wrote, and what a cut-off session left open."""

from collections.abc import Mapping, Sequence

from wizard import changes
from wizard.changes import Change, Context, Values
from wizard.domain.answers import Answers, AnswersError, read_answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Json
from wizard.domain.journal import Row, Session, State, Store
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.evidence.purpose import on_behalf_of
from wizard.journey.log import Journal, Record
from wizard.journey.planning import Past
from wizard.journey.unsettled import may_come_in

_LOOK_EVERY_S = 2.0
_OPEN = (State.SENT, State.ANSWERED, State.UNKNOWN)


async def past(store: Store, world: str, answers: Answers, accepted: frozenset[str]) -> Past:
    """Return what was written last of each change of this instance, in whichever session, and nobody undid."""
    newest: dict[str, tuple[Record, bool]] = {}
    here: dict[str, Values] | None = None
    for session in await store.sessions(world):
        gitlab, jira = sites_of(session)
        if gitlab != answers.gitlab.url:
            continue
        journal = Journal(store, session.id)
        taken_back = await journal.records("undo")
        if here is None and _same(session, answers):
            here = _confirmed(await journal.records("change"), taken_back)
        for change_id, record in (await journal.records("change")).items():
            if change_id.startswith("jira-") and jira != answers.jira.url:
                continue  # what was done on another site says nothing about this one
            known = newest.get(change_id)
            if known is None or record.seq > known[0].seq:  # a session that was resumed may have written last
                newest[change_id] = record, _taken_back(taken_back.get(change_id), record)
    return Past({name: record for name, (record, undone) in newest.items() if not undone}, accepted, here or {})


def _confirmed(written: Mapping[str, Record], taken_back: Mapping[str, Record]) -> dict[str, Values]:
    """Return what was written, read back and not undone, by the name in the journal."""
    known = {name: one for name, one in written.items() if one.state is State.CONFIRMED}
    return {
        name: after
        for name, one in known.items()
        if isinstance(after := one.data.get("after"), dict) and not _taken_back(taken_back.get(name), one)
    }


def _same(session: Session, answers: Answers) -> bool:
    try:
        # What is proven, and how, changes nothing of what was set up; neither does when the token of a person ends.
        known = read_answers(session.answers)
        return known.with_(proof=answers.proof, jira_token_expires=answers.jira.token_expires) == answers
    except AnswersError:
        return False


def _taken_back(undo: Record | None, written: Record) -> bool:
    """Tell whether an undo of this very change took it back, or may have; one that failed or left it did not."""
    if undo is None or undo.seq <= written.seq or undo.state is State.LEFT:
        return False
    return undo.state is not State.FAILED or undo.perhaps_done


def sites_of(session: Session) -> tuple[str, str]:
    """Return the addresses of GitLab and Jira that a session is about; none when its answers are of another version."""
    try:
        answers = read_answers(session.answers)
    except AnswersError:
        return "", ""
    return answers.gitlab.url, answers.jira.url


async def all_taken_back(store: Store, world: str, answers: Answers) -> bool:
    """Tell whether this program has set something up at these sites, and has undone all of it."""
    standing = (await past(store, world, answers, frozenset())).records.values()
    if any(one.state in (State.CONFIRMED, *_OPEN) for one in standing):
        return False
    sites = answers.gitlab.url, answers.jira.url
    ours = [session.id for session in await store.sessions(world) if sites_of(session) == sites]
    undone = [await Journal(store, session).records("undo") for session in ours]
    return any(one.state is State.CONFIRMED for some in undone for one in some.values())


async def undone(store: Store, world: str, answers: Answers) -> frozenset[str]:
    """Return the changes of this instance that were taken back, in whichever session, and not made again since."""
    standing = (await past(store, world, answers, frozenset())).records
    ours = [one.id for one in await store.sessions(world) if sites_of(one)[0] == answers.gitlab.url]
    rows = [await Journal(store, session).records("undo") for session in ours]
    done = {name for some in rows for name, one in some.items() if one.state is State.CONFIRMED}
    return frozenset(done - standing.keys())


_TOUCHING = ("change", "branch", "trace", "task")
"""Kinds of rows about what was done at the sites of a session; what undoes them follows them."""


async def touched_other_sites(session: Session, store: Store, answers: Answers) -> bool:
    """Tell whether a session has done something at sites that these answers do not name.

    Under other answers its journal would be read, and undone, at a GitLab or Jira that it says nothing about.
    """
    if sites_of(session) == (answers.gitlab.url, answers.jira.url):
        return False
    return any(row.kind in _TOUCHING for row in await store.rows(session.id))


_WRITES = ("change", "undo", "branch-removal", "trace-removal")


def interrupted(rows: Sequence[Row]) -> Finding | None:
    """Return what to say when the last run of a session was cut off in a write: what is not known of it."""
    states = {(row.kind, row.subject): row.state for row in rows if row.kind in _WRITES}
    unsure = sorted(subject for (_kind, subject), state in states.items() if state in (*_OPEN, State.INTENT))
    if not unsure:
        return None
    last = rows[-1]
    facts = {"last": f"{last.kind} {last.subject} {last.state.value}", "unsure": ", ".join(unsure)}
    return Finding(
        code="session-interrupted",
        severity=Severity.ADVICE,
        title=T("The last run of this session was cut off"),
        cause=T("Its journal ends at: {last}. Not known how it ended: {unsure}.", **facts),
        fix=T("Nothing to do: what is not known is read back before anything is written."),
        source="Help: Undo and resume",
        facts=facts,
        check="session",
        seen_from=SeenFrom.COMPUTED,
    )


async def settle(
    answers: Answers, ports: Ports, journal: Journal, marker: str, given_up: frozenset[str] = frozenset()
) -> None:
    """Read back what a cut-off run sent without learning how it ended, and write down which it was.

    An order that is sent once only and does not show yet stays open, unless somebody has given it up.
    """
    for change_id, record in (await journal.records("change")).items():
        after = record.data.get("after")
        if record.state not in _OPEN or not isinstance(after, dict):
            continue
        change = changes.by_id(change_id)
        before = record.data.get("before")
        unseen = change.lost(before if isinstance(before, dict) else {}, after) is not None
        if unseen and record.state is not State.ANSWERED:
            # Nobody can read whether it was done; it stays unknown, and the next plan sends it again.
            await journal.write("change", change_id, State.UNKNOWN, code="change-unseen")
            continue
        with on_behalf_of(change_id):
            now = await _settled(change, Context(answers, ports, marker, {}), after, wait=change_id not in given_up)
        if change.holds(now, after):
            await journal.write("change", change_id, State.CONFIRMED, made=now)
        elif change_id in given_up:
            await journal.write("change", change_id, State.FAILED, code="change-given-up")
        elif not may_come_in(change, record):
            await journal.write("change", change_id, State.FAILED, code="change-never-arrived")


async def look_for(answers: Answers, ports: Ports, marker: str, before: Past) -> None:
    """Give orders time to come in that earlier sessions sent and nobody settled."""
    for change_id, record in before.records.items():
        change, after = changes.by_id(change_id), record.data.get("after")
        if may_come_in(change, record) and change.id not in before.accepted and isinstance(after, dict):
            with on_behalf_of(change_id):
                await _settled(change, Context(answers, ports, marker, {}), after, wait=True)


async def _settled(change: Change, context: Context, after: Values, *, wait: bool) -> dict[str, Json]:
    """Return what is there, once it holds or cannot come in any more."""
    clock = context.ports.clock
    deadline = clock.monotonic() + (change.may_come_in_s if wait else 0.0)
    now = dict(await change.read(context))
    while not change.holds(now, after) and clock.monotonic() < deadline:
        await clock.sleep(_LOOK_EVERY_S)
        now = dict(await change.read(context))
    return now
