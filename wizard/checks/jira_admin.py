"""Check: the Jira user is a Jira administrator, who may get and set up apps.

Source: Atlassian, Jira Cloud REST API, mypermissions: ADMINISTER.
"""

from wizard.checks._base import Check, Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T


def _not_admin(host: str, name: str) -> Finding:
    return Finding(
        "jira-user-not-admin",
        Severity.BLOCKER,
        T("{name} is no Jira administrator", name=name),
        T(
            "The global permission Administer Jira is missing on {host}: without it nobody can get the app or open "
            "its page.",
            host=host,
        ),
        T(
            "Sign in as a Jira administrator of {host}, or have {name} added to one of its administrator groups.",
            host=host,
            name=name,
        ),
        "GitLab docs: GitLab for Jira Cloud app, Prerequisites",
        {"host": host, "user": name},
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(_answers: Answers, ports: Ports) -> Result:
    held = await ports.jira.permissions(("ADMINISTER",))
    if held.get("ADMINISTER"):
        return Result(note=T("may administer Jira"))
    myself = await ports.jira.myself()
    return Result((_not_admin(ports.jira.url.host, myself.name),))


CHECK = Check(
    id="jira-admin",
    title=T("The Jira user is a Jira administrator"),
    why=T("Getting the app and opening its page need a Jira administrator."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.every,
    needs=("jira-user",),
    rank=620,
)
