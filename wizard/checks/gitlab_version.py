"""Check: the instance is new enough for the Marketplace route.

Source: GitLab docs, "Connect the GitLab for Jira Cloud app for self-managed instances": introduced in GitLab 15.7.
"""

from wizard.checks._base import Check, Result
from wizard.checks._marketplace import on_marketplace
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.domain.version import MARKETPLACE_SINCE

_OLDEST = f"{MARKETPLACE_SINCE.major}.{MARKETPLACE_SINCE.minor}"


def _too_old(host: str, found: str) -> Finding:
    return Finding(
        "gitlab-too-old",
        Severity.BLOCKER,
        T("GitLab {found} is older than {oldest}", found=found, oldest=_OLDEST),
        T(
            "Instances can use the Marketplace app through GitLab.com from {oldest} on; {host} runs {found}.",
            oldest=_OLDEST,
            host=host,
            found=found,
        ),
        T(
            "Upgrade {host} to GitLab {oldest} or newer along GitLab's upgrade path, then start again here.",
            host=host,
            oldest=_OLDEST,
        ),
        "GitLab docs: Connect the GitLab for Jira Cloud app for self-managed instances",
        {"host": host, "found": found, "oldest": _OLDEST},
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(_answers: Answers, ports: Ports) -> Result:
    metadata = await ports.gitlab.metadata()
    if metadata.version < MARKETPLACE_SINCE:
        return Result((_too_old(ports.gitlab.url.host, metadata.text),))
    return Result(note=T("{found}, {oldest} needed", found=metadata.text, oldest=_OLDEST))


CHECK = Check(
    id="gitlab-version",
    title=T("GitLab is new enough"),
    why=T("Older releases do not know the Marketplace way at all."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_marketplace,
    needs=("gitlab-token",),
    rank=400,
)
