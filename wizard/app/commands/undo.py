"""`undo`: takes back what a session changed, newest first, and nothing that somebody changed since."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

import click

from wizard.app import ends, printing
from wizard.app.commands._by_hand import tell
from wizard.app.commands._options import json_option, verbose_option, world_options
from wizard.app.commands._rows_said import RowsSaid, at_places, counted, noun_of
from wizard.app.commands._world import opened_desk
from wizard.app.ends import CommandEnded, Exit
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding
from wizard.journey import undo_by_hand
from wizard.journey.desk import SessionDesk
from wizard.journey.passed_over import passed_over
from wizard.journey.values import PlanRow, SessionCard

_WAITS_FOR_SOMEBODY = frozenset({"undo-integration-password-needed", "undo-by-hand-waiting"})
"""Why a row is left that is to be taken back still; what is left by its nature, as an app that could not come back, is
done with."""


@click.command(short_help="Take back what a session changed.")
@click.option(
    "--session", default="", metavar="ID", help="The session to undo; the newest that changed something if left out."
)
@click.option(
    "--only", multiple=True, metavar="ID", help="Undo only the change with this id of the plan; may be given again."
)
@click.option("--yes", is_flag=True, help="Undo on live sites without asking.")
@verbose_option
@world_options
@json_option
def undo(
    session: str,
    only: tuple[str, ...],
    yes: bool,
    verbose: bool,
    lab: str | None,
    lab_at: str | None,
    as_json: bool,
) -> int:
    """Take back what a session changed; what another administrator changed since is left alone."""
    return asyncio.run(_undo(Wishes(session, frozenset(only), yes, verbose), lab, lab_at, as_json))


@dataclass(frozen=True, slots=True)
class Wishes:
    session: str
    only: frozenset[str]
    """Ids of the changes to take back; empty: all."""
    yes: bool
    verbose: bool = False


@dataclass(slots=True)
class Report:
    """What `undo --json` prints, filled as the undo goes on."""

    session: str = ""
    undone: tuple[PlanRow, ...] = ()
    failure: tuple[Finding, ...] = ()
    passed_over: tuple[Finding, ...] = ()
    """Newer sessions that an undo without a named one did not take."""

    def document(self) -> dict[str, object]:
        found = [row.finding for row in self.undone if row.finding is not None]
        return {
            "session": self.session,
            "undone": [printing.change(row) for row in self.undone],
            "findings": [printing.finding(one) for one in (*self.passed_over, *found, *self.failure)],
        }

    def take(self, row: PlanRow) -> None:
        self.undone = tuple(row if one.id == row.id else one for one in self.undone)


async def _undo(wishes: Wishes, lab: str | None, lab_at: str | None, as_json: bool) -> int:
    report = Report()
    try:
        async with opened_desk(lab, lab_at) as desk:
            return await _go(desk, wishes, report)
    except PortError as error:
        finding, code = ends.of_error(error)
        report.failure = (finding,)
        printing.say_findings((finding,))
        return code
    finally:
        # Also when it was stopped: a script learns what was undone so far.
        if as_json:
            printing.document(report.document())


async def _go(desk: SessionDesk, wishes: Wishes, report: Report) -> Exit:
    report.session = await _choose(desk, wishes.session, report)
    planned = await desk.undo_plan(report.session) if report.session else ()
    report.undone = tuple(row for row in planned if not wishes.only or row.id in wishes.only)
    unknown = wishes.only - {row.id for row in report.undone}
    if unknown:
        raise CommandEnded(Exit.USAGE, f"Not among what can be undone: {', '.join(sorted(unknown))}.")
    if not report.undone:
        printing.say("There is nothing to undo.")
        return Exit.DONE
    printing.say(f"What an undo does: {at_places(report.undone)}, newest first.")
    said = RowsSaid(report.undone, verbose=wishes.verbose)
    said.plan()
    if desk.mode == "live" and not wishes.yes:
        printing.say("Nothing was changed. Run again with --yes to undo this.")
        return Exit.STOPPED
    await _open_the_way(desk, report)
    report.undone = tuple(await desk.undo(_both(report.take, said.take), report.session, wishes.only))
    said.rest()
    if not wishes.only:
        await _close_again(desk, report)
    _say_end(report)
    return _ended(desk, report)


def _both(*heard: Callable[[PlanRow], None]) -> Callable[[PlanRow], None]:
    def take(row: PlanRow) -> None:
        for one in heard:
            one(row)

    return take


def _say_end(report: Report) -> None:
    """Say how many are as they were before, and how many are not."""
    states = [row.state for row in report.undone]
    what, done = noun_of(report.undone), states.count("undone")
    if what == "change":
        were = "is taken back" if done == 1 else "are taken back"
    else:
        were = "is as it was before" if done == 1 else "are as they were before"
    said = [f"{counted(done, what)} {were}."] if done else []
    if left := states.count("left"):
        stay = "stays as it is" if left == 1 else "stay as they are"
        said.append(f"{counted(left, what)} {stay}, each for the reason that is named above.")
    if failed := len(states) - done - left:
        again = f"undo --session {report.session}"
        said.append(f"{counted(failed, what)} could not be taken back. Once the reason is mended: {again}")
    printing.say(" ".join(said))


def _ended(desk: SessionDesk, report: Report) -> Exit:
    failed = [row for row in report.undone if row.state not in ("undone", "left")]
    if not failed:
        waits = any(row.finding is not None and row.finding.code in _WAITS_FOR_SOMEBODY for row in report.undone)
        return Exit.BLOCKED if waits else Exit.DONE
    if desk.unconfirmed:
        return Exit.UNCONFIRMED
    return ends.of_findings([row.finding for row in failed if row.finding is not None]) or Exit.BLOCKED


async def _open_the_way(desk: SessionDesk, report: Report) -> None:
    """In a lab, have its person do what keeps a row from being undone; on live people read it beside the row."""
    await _put_back(desk, report)
    wanted = {row.finding.task for row in report.undone if row.finding is not None and row.finding.task}
    if desk.mode == "lab" and wanted:
        answers, _page = await desk.resume(report.session)
        for task in sorted(wanted):
            await desk.do_task(answers, task)


async def _put_back(desk: SessionDesk, report: Report) -> None:
    """Tell people what a page had before they filled it in; in a lab its person puts it back."""
    answers, _page = await desk.resume(report.session)
    for row in report.undone:
        guide, before = undo_by_hand.guide(row, answers), row.after.get("before")
        if guide is None or not isinstance(before, dict):
            continue
        if desk.mode == "lab":
            await desk.take_back(answers, guide.id, before)
        else:
            tell(guide)


async def _close_again(desk: SessionDesk, report: Report) -> None:
    """Have put back what people opened for this set-up, or say so."""
    answers, _page = await desk.resume(report.session)
    for row in await desk.left_open(answers):
        if desk.mode == "lab":
            await desk.do_task(answers, row.id)
        else:
            printing.say(f"Left to do by hand: {row.title} ({row.link}).")


async def _choose(desk: SessionDesk, session: str, report: Report) -> str:
    """Say and return the session to undo; newer ones that cannot be reached are named in the report.

    Raises: CommandEnded for an id this world does not know.
    """
    cards = await desk.sessions()
    if session:
        if all(card.id != session for card in cards):
            known = ", ".join(card.id for card in cards) or "none"
            raise CommandEnded(Exit.USAGE, f"There is no session {session} here. Known: {known}.")
        printing.say(f"Taking back {_named(next(card for card in cards if card.id == session))}.")
        return session
    unreachable: PortError | None = None
    for card in cards:
        # Without an address of GitLab nothing was ever written.
        if not card.gitlab or card.undone:
            continue
        try:
            if await desk.undo_plan(card.id):
                printing.say(f"No session was named. The newest that changed something is {_named(card)}.")
                return card.id
        except PortError as error:
            unreachable = unreachable or error
            report.passed_over += (passed_over(card, error),)
            printing.say_findings(report.passed_over[-1:])
    if unreachable is not None:
        raise unreachable
    return ""


def _named(card: SessionCard) -> str:
    """Return a session as people know it: id, addresses, when it began."""
    began = time.strftime("%Y-%m-%d %H:%M", time.localtime(card.started_at))
    return f"{card.id} ({card.gitlab} to {card.jira or '-'}, begun {began})"
