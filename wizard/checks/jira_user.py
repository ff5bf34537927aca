"""Check: Jira accepts the e-mail address and the token."""

from wizard.checks._base import Check, Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import SeenFrom
from wizard.domain.ports import Ports
from wizard.domain.text import T


async def _run(_answers: Answers, ports: Ports) -> Result:
    myself = await ports.jira.myself()
    return Result(note=T("signed in as {name}", name=myself.name))


CHECK = Check(
    id="jira-user",
    title=T("Jira accepts the sign-in"),
    why=T("The test looks for its branch in Jira as this user."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.every,
    needs=("jira-site",),
    rank=610,
)
