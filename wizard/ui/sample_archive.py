"""The archive of the sample desk: one session that did the example set-up. For pictures and tests."""

from collections.abc import Sequence
from dataclasses import replace

from wizard.domain.errors import PortError
from wizard.domain.findings import SeenFrom
from wizard.domain.text import T
from wizard.journey.telling import Told, ToldChange, ToldCheck, ToldTask
from wizard.journey.values import Mark
from wizard.ui import sample_values as sample

_AT = 1_795_192_920.0
TOLD = Told(
    "20261120-164200-7f3a",
    _AT,
    "by-hand",
    sample.ANSWERS,
    (
        ToldCheck("gitlab-version", T("GitLab version"), Mark.OK, SeenFrom.DESKTOP, (), _AT),
        ToldCheck("gitlab-token", T("Token"), Mark.WARNING, SeenFrom.DESKTOP, ("gitlab-token-expires-soon",), _AT + 1),
    ),
    tuple(
        ToldChange(row.id, row.title, row.where, row.request, row.shown_before, row.shown_after, "done", _AT + 60)
        for row in sample.PLAN_ROWS
    ),
    tuple(ToldTask(task.id, task.title, task.who, "seen", _AT + 120) for task in sample.TASKS),
)


class SampleArchive:
    """Tells the same of every session; `troubles` of the desk hold here too."""

    def __init__(self, asked: list[str], troubles: set[str]) -> None:
        self._asked, self._troubles = asked, troubles
        self.forgotten: list[str] = []
        self.skipped: dict[str, str] = {}

    async def told(self, session: str) -> Told:
        self._asked.append(f"told {session}")
        if "told" in self._troubles:
            raise PortError("session-missing", {"session": session})
        checks = (*TOLD.checks, *(_skipped(check, reason) for check, reason in self.skipped.items()))
        return replace(TOLD, session=session, checks=checks)

    async def forget(self, session: str) -> None:
        self._asked.append(f"forget session {session}")
        self.forgotten.append(session)

    async def skip(self, session: str, check: str, codes: Sequence[str], reason: str) -> None:
        self._asked.append(f"skip {check} {','.join(codes)}: {reason}")
        self.skipped[check] = reason


def _skipped(check: str, reason: str) -> ToldCheck:
    row = next(row for row in sample.CHECKS if row.id == check)
    codes = tuple(one.code for one in row.findings)
    return ToldCheck(check, row.title, row.mark, row.seen_from, codes, _AT, reason)
