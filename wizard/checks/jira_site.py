"""Check: the site is a Jira Cloud site that works.

Source: Atlassian, Jira Cloud REST API, serverInfo: deploymentType.
"""

from wizard.checks._base import Check, Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T


def _not_cloud(host: str, deployment: str) -> Finding:
    return Finding(
        "jira-not-cloud",
        Severity.BLOCKER,
        T("This Jira is not Jira Cloud"),
        T(
            "{host} says that it is Jira {deployment}; the GitLab for Jira Cloud app exists for Jira Cloud only.",
            host=host,
            deployment=deployment,
        ),
        T(
            "For Jira Server and Data Center use Atlassian's DVCS connector in {host} (Administration, Applications, "
            "DVCS accounts).",
            host=host,
        ),
        "GitLab docs: GitLab for Jira Cloud app",
        {"host": host, "deployment": deployment},
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(_answers: Answers, ports: Ports) -> Result:
    server = await ports.jira.server()
    if server.deployment.lower() != "cloud":
        return Result((_not_cloud(ports.jira.url.host, server.deployment),))
    return Result(note=T("{title}, Cloud", title=server.title))


CHECK = Check(
    id="jira-site",
    title=T("Jira is a Cloud site and works"),
    why=T("The app exists for Jira Cloud only."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.every,
    rank=600,
)
