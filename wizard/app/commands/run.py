"""`run`: the whole set-up without a window: checks, plan, apply, by hand, proof."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import click

from wizard.app import ends, printing
from wizard.app.commands._by_hand import ByHand
from wizard.app.commands._options import json_option, verbose_option, world_options
from wizard.app.commands._proof_said import say_hop, say_what_is_made, what_works
from wizard.app.commands._rows_said import RowsSaid, at_places, counted
from wizard.app.commands._run_report import Report
from wizard.app.commands._session import load_prepared, open_session, problems_of
from wizard.app.commands._world import opened_desk
from wizard.app.ends import Exit
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.flow import Kind
from wizard.domain.route import Route
from wizard.journey import check_run
from wizard.journey.byhand_run import first_tasks
from wizard.journey.desk import SessionDesk
from wizard.journey.values import Mark, Plan, PlanRow, TaskRow

_QUESTIONS = frozenset({"plan-changed-by-other", "change-unsettled"})
"""What somebody can decide; the other reasons to leave a row are to be mended first."""


@click.command(short_help="Connect GitLab to Jira as the answers say, and prove it.")
@click.argument("answers_file", type=click.Path(dir_okay=False), metavar="ANSWERS.toml|FILE.gjwplan")
@click.option("--dry-run", is_flag=True, help="Make the plan with reading requests only, change nothing.")
@click.option("--yes", is_flag=True, help="Apply the plan on live sites without asking.")
@click.option(
    "--wait",
    "wait_s",
    type=click.FloatRange(min=0),
    default=0.0,
    metavar="S",
    help="Seconds to wait for by-hand tasks.",
)
@click.option("--prove-again", is_flag=True, help="Run the test even if it was proven and nothing was changed since.")
@click.option(
    "--prove",
    "kinds",
    type=click.Choice([kind.value for kind in Kind]),
    multiple=True,
    metavar="KIND",
    help="Prove this kind of data too: commit, merge-request, build, deployment or feature-flag.",
)
@click.option(
    "--order-again", is_flag=True, help="Give up an install of which nobody told how it ended; order it anew."
)
@click.option(
    "--overwrite", is_flag=True, help="Overwrite what another administrator set since an earlier run wrote it."
)
@click.option("--as-found", is_flag=True, help="With a prepared plan: go on where the world is other than assumed.")
@verbose_option
@world_options
@json_option
def run(
    answers_file: str,
    dry_run: bool,
    yes: bool,
    wait_s: float,
    prove_again: bool,
    kinds: tuple[str, ...],
    order_again: bool,
    overwrite: bool,
    as_found: bool,
    verbose: bool,
    lab: str | None,
    lab_at: str | None,
    as_json: bool,
) -> int:
    """Connect GitLab to Jira as the answers say, and prove that data flows."""
    some = tuple(Kind(kind) for kind in kinds)
    wishes = Wishes(dry_run, yes, wait_s, prove_again, order_again, some, overwrite, verbose, as_found)
    return asyncio.run(_run(answers_file, wishes, lab, lab_at, as_json))


@dataclass(frozen=True, slots=True)
class Wishes:
    dry_run: bool
    yes: bool
    wait_s: float
    prove_again: bool
    order_again: bool
    kinds: tuple[Kind, ...] = ()
    overwrite: bool = False
    verbose: bool = False
    as_found: bool = False
    assumed: Mapping[str, str] | None = None
    """What a plan took for given that was prepared without a network."""


async def _run(answers_file: str, wishes: Wishes, lab: str | None, lab_at: str | None, as_json: bool) -> int:
    answers, assumed = load_prepared(answers_file)
    wishes = replace(wishes, assumed=assumed)
    answers = answers.with_(proof_kinds=tuple(dict.fromkeys((*answers.proof.kinds, *wishes.kinds))))
    report = Report(answers)
    problems = problems_of(answers)
    report.findings.extend(problems)
    if ends.of_findings(problems) is not Exit.DONE:
        printing.say_findings(problems)
        code = Exit.USAGE
        if as_json:
            printing.document(report.document())
        return code
    try:
        async with opened_desk(lab, lab_at, answers) as desk:
            return await Walk(desk, answers, wishes, report).go()
    except PortError as error:
        finding, code = ends.of_error(error)
        report.findings.append(finding)
        printing.say_findings((finding,))
        return code
    finally:
        # Also when it was stopped: a script learns what was done so far.
        if as_json:
            printing.document(report.document())


class Walk:
    """One run from the first check to the proof; every step may end it with its exit code."""

    def __init__(self, desk: SessionDesk, answers: Answers, wishes: Wishes, report: Report) -> None:
        self._desk, self._answers, self._wishes, self._report = desk, answers, wishes, report
        self._end = Exit.DONE
        """How it ends where every step was gone: not done, where some of many places were left out or failed."""

    async def go(self) -> Exit:
        if not self._wishes.dry_run:
            resumed = await open_session(self._desk, self._answers)
            self._report.session = self._desk.session
            printing.say(f"{'Going on with' if resumed else 'New'} session {self._desk.session}.")
            cut_off = await self._desk.cut_off() if resumed else None
            if cut_off is not None:
                self._report.findings.append(cut_off)
                printing.say_findings((cut_off,))
        steps: tuple[Callable[[], Awaitable[Exit | None]], ...] = (
            self._before,
            self._check,
            self._plan,
            self._apply,
            self._by_hand,
            self._prove,
        )
        for step in steps:
            code = await step()
            if code is not None:
                return code
        return self._end

    async def _check(self) -> Exit | None:
        printing.say("Checks: nothing is changed.")
        proven = not self._wishes.dry_run and await self._desk.last_proof(self._answers) is not None
        reading_only = self._wishes.dry_run or (proven and not self._wishes.prove_again)
        rows = await self._desk.run_checks(self._answers, printing.say_check, reading_only=reading_only)
        findings = check_run.findings_of(rows)
        self._report.findings.extend(findings)
        printing.say_findings(findings)
        # A rehearsal has nobody to do the first tasks; what they mend must not hide the plan.
        stopping = [one for one in findings if not (self._wishes.dry_run and one.task in first_tasks(self._answers))]
        code = ends.of_findings(stopping)
        return None if code is Exit.DONE else code

    async def _plan(self) -> Exit | None:
        plan = await self._desk.make_plan(self._answers)
        asked = any(row.finding is not None and row.finding.code in _QUESTIONS for row in plan.rows)
        if asked and not self._wishes.dry_run:
            plan = await self._decide(plan)
        self._report.plan = plan.rows
        left = [row for row in plan.rows if row.state == "left"]
        self._report.findings.extend((*plan.findings, *(row.finding for row in left if row.finding is not None)))
        printing.say(self._about(plan, len(left)))
        self._said = RowsSaid(plan.rows, verbose=self._wishes.verbose)
        self._said.plan()
        if await self._blocked_by_assumptions(plan):
            return Exit.BLOCKED
        if self._wishes.dry_run:
            printing.say("Dry run: nothing was changed.")
            return Exit.DONE
        if any(one.code == "change-unsettled" for one in plan.findings):
            return Exit.UNCONFIRMED
        if plan.findings:
            return Exit.BLOCKED
        if plan.rows and self._desk.mode == "live" and not self._wishes.yes:
            printing.say("Nothing was changed. Run again with --yes to apply this plan.")
            return Exit.STOPPED
        self._planned = plan
        self._end = Exit.BLOCKED if left else Exit.DONE
        return None

    async def _blocked_by_assumptions(self, plan: Plan) -> bool:
        """Say where the world is other than a prepared plan assumed; tell whether that stops the run."""
        if self._wishes.assumed is None:
            return False
        found = await self._desk.held_against(plan, self._wishes.assumed, as_found=self._wishes.as_found)
        self._report.findings.extend(found)
        printing.say_findings(found)
        if not found:
            printing.say("Everything is as the prepared plan assumed.")
        return ends.of_findings(found) is not Exit.DONE

    def _about(self, plan: Plan, left: int) -> str:
        going = [row for row in plan.rows if row.state != "left"]
        changes = at_places(going)
        if self._answers.route is Route.SAAS and not plan.rows:
            return "Plan: nothing is changed on GitLab.com; only the test makes a branch there and removes it."
        if not plan.rows and plan.tasks and self._answers.route is Route.INTEGRATION:
            return "Plan: this program changes nothing; people set it by hand, as GitLab has no API for this place."
        if left:
            stay = f"{counted(left, 'place')} {'is' if left == 1 else 'are'} left as before, each with its reason"
            return f"Plan: {changes}; {stay}."
        return f"Plan: {changes}." if plan.rows else "Plan: everything is set already."

    async def _decide(self, plan: Plan) -> Plan:
        """Ask about what another administrator set, or what may still come in; without a terminal both stay."""
        accepted = []
        for row in plan.rows:
            if row.finding is None or row.finding.code not in _QUESTIONS:
                continue
            order = row.finding.code == "change-unsettled"
            if self._wishes.order_again if order else self._wishes.overwrite:
                accepted.append(row.id)
            elif sys.stdin.isatty():
                printing.say_findings((row.finding,))
                ask = f"Order it again ({row.title})?" if order else f"Overwrite it ({row.title})?"
                if click.confirm(ask, default=False, err=True):
                    accepted.append(row.id)
        for change in accepted:
            self._desk.accept(change)
        return await self._desk.make_plan(self._answers) if accepted else plan

    async def _apply(self) -> Exit | None:
        rows = await self._desk.apply(self._planned, self._say_applied)
        self._said.rest()
        self._report.plan = tuple(rows)
        failed = [row for row in rows if row.state == "failed"]
        self._report.findings.extend(row.finding for row in failed if row.finding is not None)
        if not failed:
            return None
        if self._goes_on(rows):
            self._end = Exit.UNCONFIRMED if self._desk.unconfirmed else Exit.BLOCKED
            return None
        for task in await self._desk.left_open(self._answers):
            printing.say(f"If you stop here, by hand: {task.title} ({task.link}).")
        if self._desk.unconfirmed:
            return Exit.UNCONFIRMED
        return ends.of_findings([row.finding for row in failed if row.finding is not None]) or Exit.BLOCKED

    @staticmethod
    def _goes_on(rows: Sequence[PlanRow]) -> bool:
        """Tell whether what failed are single places of many, and the others were set."""
        alone = all(row.independent for row in rows if row.state == "failed")
        return alone and any(row.state == "done" for row in rows) and all(row.state != "planned" for row in rows)

    def _say_applied(self, row: PlanRow) -> None:
        self._said.take(row)
        if row.state == "done":
            self._report.applied = (*self._report.applied, row)

    async def _before(self) -> Exit | None:
        """Have done what a check or a change needs; what is still waited for then is what the checks stop at."""
        if self._wishes.dry_run:
            return None
        first = [row for row in await self._desk.first_tasks(self._answers) if row.mark is not Mark.OK]
        if first:
            printing.say("By hand, before the changes:")
            await self._hand_over(first)
        return None

    async def _by_hand(self) -> Exit | None:
        self._report.waiting.clear()
        await self._hand_over([row for row in await self._desk.tasks(self._answers) if not row.before])
        if not self._report.waiting:
            return None
        printing.say("Waiting for people. The same command goes on when they have done it.")
        return Exit.BLOCKED

    async def _hand_over(self, rows: Sequence[TaskRow]) -> None:
        people = ByHand(self._desk, self._answers, self._wishes.wait_s)
        await people.do(rows)
        self._report.findings.extend(people.findings)
        self._report.waiting.extend(people.waiting)

    async def _prove(self) -> Exit | None:
        known = await self._desk.last_proof(self._answers)
        if known is not None and not self._wishes.prove_again:
            printing.say("Proven before, and nothing was changed since. --prove-again runs the test anew.")
            self._report.proof = known
            return None
        say_what_is_made(self._answers)
        proof = await self._desk.prove(self._answers, say_hop)
        self._report.proof = proof
        findings = [hop.finding for hop in proof.hops if hop.finding is not None]
        self._report.findings.extend(findings)
        printing.say_findings(findings)
        if proof.ok:
            printing.say(what_works(self._answers, proof))
            return None
        self._report.waiting.extend(
            row.id for row in await self._desk.tasks(self._answers) if row.mark not in (Mark.OK, Mark.SKIPPED)
        )
        return Exit.BLOCKED
