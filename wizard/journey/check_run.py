"""Runs the checks: all at once, each after those it needs, root causes first."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from wizard import checks
from wizard.checks import trouble
from wizard.checks._base import NOTHING, Check, Result
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, blocks
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.evidence.purpose import on_behalf_of
from wizard.journey.memo import memoised
from wizard.journey.values import CheckRow, Mark, worst

OnRow = Callable[[CheckRow], None]
_POSTS = T("not asked: it sends a POST, and this run only reads")


def rows(answers: Answers) -> tuple[CheckRow, ...]:
    """Return the rows of the checks that apply, before anything was asked."""
    return tuple(_row(check) for check in checks.ALL if check.applies(answers))


def _row(check: Check) -> CheckRow:
    return CheckRow(check.id, check.title, check.why, check.seen_from, check.advised, Mark.WAITING, NOTHING)


async def run(
    answers: Answers,
    ports: Ports,
    on_row: OnRow,
    *,
    only: str = "",
    among: Sequence[Check] = (),
    reading_only: bool = False,
) -> tuple[CheckRow, ...]:
    """Ask every check that applies (or `only` one and what it needs) and return the rows in the order of the page."""
    asked = [check for check in (among or checks.ALL) if check.applies(answers)]
    if only:
        needed = _with_needs(only, {check.id: check for check in asked})
        asked = [check for check in asked if check.id in needed]
    runner = _Runner(answers, memoised(ports), on_row, frozenset(check.id for check in asked), reading_only)
    async with asyncio.TaskGroup() as group:
        running = [group.create_task(runner.row(check), name=f"check {check.id}") for check in asked]
    return tuple(task.result() for task in running)


def _with_needs(check_id: str, known: Mapping[str, Check]) -> set[str]:
    wanted: set[str] = set()
    open_ids = [check_id]
    while open_ids:
        current = open_ids.pop()
        if current in known and current not in wanted:
            wanted.add(current)
            open_ids.extend(known[current].needs)
    return wanted


class _Runner:
    def __init__(
        self, answers: Answers, ports: Ports, on_row: OnRow, asked: frozenset[str], reading_only: bool
    ) -> None:
        self._answers, self._ports, self._on_row, self._reading_only = answers, ports, on_row, reading_only
        loop = asyncio.get_running_loop()
        self._finished: dict[str, asyncio.Future[CheckRow]] = {name: loop.create_future() for name in asked}

    async def row(self, check: Check) -> CheckRow:
        done = await self._ask(check)
        self._finished[check.id].set_result(done)
        self._on_row(done)
        return done

    async def _ask(self, check: Check) -> CheckRow:
        if check.posts and self._reading_only:
            return replace(_row(check), mark=Mark.SKIPPED, note=_POSTS)
        for needed in check.needs:
            if needed in self._finished:
                earlier = await self._finished[needed]
                if earlier.mark is Mark.FAILED or (earlier.mark is Mark.SKIPPED and earlier.after):
                    return replace(_row(check), mark=Mark.SKIPPED, after=earlier.after or earlier.id)
        self._on_row(replace(_row(check), mark=Mark.RUNNING))
        started = self._ports.clock.monotonic()
        try:
            with on_behalf_of(check.id):
                result = await check.run(self._answers, self._ports)
        except PortError as error:
            result = Result((trouble.finding_of(error, check.id, check.seen_from),))
        ms = (self._ports.clock.monotonic() - started) * 1000
        findings = tuple(
            replace(one, check=check.id, seen_from=one.seen_from or check.seen_from) for one in result.findings
        )
        return replace(_row(check), mark=worst(findings), note=result.note, findings=findings, ms=ms)


def findings_of(done: Sequence[CheckRow]) -> tuple[Finding, ...]:
    """Return all findings, blockers first, each code once a host."""
    found: dict[tuple[str, str], Finding] = {}
    for row in done:
        for finding in row.findings:
            found.setdefault((finding.code, finding.facts.get("host", "")), finding)
    return tuple(sorted(found.values(), key=lambda finding: not blocks((finding,))))
