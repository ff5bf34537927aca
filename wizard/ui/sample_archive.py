"""The archive of the sample desk: one session that did the example set-up. For pictures and tests."""

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

    async def told(self, session: str) -> Told:
        self._asked.append(f"told {session}")
        if "told" in self._troubles:
            raise PortError("session-missing", {"session": session})
        return replace(TOLD, session=session)

    async def forget(self, session: str) -> None:
        self._asked.append(f"forget session {session}")
        self.forgotten.append(session)
