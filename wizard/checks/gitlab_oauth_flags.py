"""Check: up to GitLab 15.8, the two feature flags of the OAuth sign-in are not on together.

Source: GitLab docs, GitLab for Jira Cloud app troubleshooting, "Failed to update the GitLab instance"; issue 388943.
"""

from wizard.checks._base import Check, Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.domain.version import ONE_OAUTH_SINCE

OAUTH = "jira_connect_oauth"
SELF_MANAGED = "jira_connect_oauth_self_managed"


def _both(host: str, version: str) -> Finding:
    facts = {"host": host, "found": version, "flag": SELF_MANAGED, "other": OAUTH}
    return Finding(
        "gitlab-oauth-flags-both",
        Severity.BLOCKER,
        T("Two feature flags together break the install event"),
        T("{host} runs {found} and has both {other} and {flag} on: it refuses what GitLab.com tells it.", **facts),
        T(
            "In the Rails console of {host} enter Feature.disable(:{flag}), then check again. From 15.9 on there are "
            "no such flags.",
            **facts,
        ),
        "GitLab docs: GitLab for Jira Cloud app troubleshooting; GitLab issue 388943",
        facts,
        users_see=T("Failed to update the GitLab instance"),
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(_answers: Answers, ports: Ports) -> Result:
    metadata = await ports.gitlab.metadata()
    if metadata.version >= ONE_OAUTH_SINCE:
        return Result(note=T("{found} has no such flags", found=metadata.text))
    if await ports.gitlab.features_on() >= {OAUTH, SELF_MANAGED}:
        return Result((_both(ports.gitlab.url.host, metadata.text),))
    return Result(note=T("not both on"))


CHECK = Check(
    id="gitlab-oauth-flags",
    title=T("Feature flags of the sign-in agree"),
    why=T("Releases up to 15.8 have two flags for the sign-in, and refuse install events when both are on."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.through_a_server,
    needs=("gitlab-admin", "gitlab-version"),
    rank=505,
)
