"""Tasks by hand in the commands: people are told and waited for; in a lab its person does them."""

import asyncio
from collections.abc import Sequence

from wizard.app import printing
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding
from wizard.journey.desk import SessionDesk
from wizard.journey.values import Mark, TaskRow

POLL_S = 5.0
"""How often a by-hand task is looked at while we wait for people."""


class ByHand:
    """The tasks of one set-up; `findings` and `waiting` grow as they are done."""

    def __init__(self, desk: SessionDesk, answers: Answers, wait_s: float) -> None:
        self._desk, self._answers, self._wait_s = desk, answers, wait_s
        self.findings: list[Finding] = []
        self.waiting: list[str] = []

    async def do(self, rows: Sequence[TaskRow]) -> None:
        """Have these tasks done, one after the other."""
        for row in rows:
            seen = await self._one(row)
            printing.say(f"  {seen.mark.value:<8} {seen.title}  {seen.note}")
            if seen.finding is not None:
                self.findings.append(seen.finding)
                printing.say_findings((seen.finding,))
            if seen.mark in (Mark.WAITING, Mark.FAILED):
                self.waiting.append(seen.id)

    async def _one(self, row: TaskRow) -> TaskRow:
        if row.mark is Mark.OK:
            return row
        if self._desk.mode == "lab":
            return await self._desk.do_task(self._answers, row.id)
        tell(row)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._wait_s
        while row.mark in (Mark.WAITING, Mark.FAILED) and loop.time() < deadline:
            await asyncio.sleep(min(POLL_S, max(0.0, deadline - loop.time())))
            row = await self._desk.look_at_task(self._answers, row.id)
        return row


def tell(row: TaskRow) -> None:
    """Tell people what to do: clicks, values to copy, and the page."""
    printing.say(f"By hand ({row.who}, about {row.minutes} min): {row.title}")
    for number, step in enumerate(row.steps, 1):
        printing.say(f"    {number}. {step}")
    for value in row.values:
        printing.say(f"    {value.label}: {value.value}")
    printing.say(f"    {row.link}")
