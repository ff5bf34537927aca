"""Check: the instance is new enough for the chosen route.

Source: GitLab docs, "Connect the GitLab for Jira Cloud app for self-managed instances": introduced in GitLab 15.7;
"Install the GitLab for Jira Cloud app manually": trouble in GitLab 17.5 and earlier (issue 505372).
"""

from wizard.checks._base import Check, Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.domain.version import BRANCH_FROM_JIRA_SINCE, MANUAL_INSTALL_SINCE, MARKETPLACE_SINCE

_INSTALL_SINCE = f"{MANUAL_INSTALL_SINCE.major}.{MANUAL_INSTALL_SINCE.minor}"
_BRANCH_SINCE = f"{BRANCH_FROM_JIRA_SINCE.major}.{BRANCH_FROM_JIRA_SINCE.minor}"
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


def _install_refused(host: str, found: str) -> Finding:
    return Finding(
        "gitlab-install-token-unknown",
        Severity.WARNING,
        T("GitLab {found} may refuse Jira's install event", found=found),
        T(
            "Since November 2024 Atlassian signs install events in a new way, which GitLab understands from {since} on "
            "and in patched older releases; {host} runs {found}.",
            since=_INSTALL_SINCE,
            host=host,
            found=found,
        ),
        T(
            "Upgrade {host} to {since} or newer, or choose the Marketplace app on the page Method, which this does not "
            "concern. If the install is refused with 401, this is why; nothing is left behind then.",
            host=host,
            since=_INSTALL_SINCE,
        ),
        "GitLab docs: Install the GitLab for Jira Cloud app manually; GitLab issue 505372",
        {"host": host, "found": found, "since": _INSTALL_SINCE},
        users_see=T("The app host returned HTTP response code 401 when we tried to contact it during installation."),
        seen_from=SeenFrom.DESKTOP,
    )


def _no_branch(host: str, found: str) -> Finding:
    facts = {"host": host, "found": found, "since": _BRANCH_SINCE}
    return Finding(
        "gitlab-no-branch-from-jira",
        Severity.ADVICE,
        T("People cannot make a branch from a Jira issue yet"),
        T(
            "Through the Marketplace app, Create branch in a Jira issue works for instances from {since} on; {host} "
            "runs {found}. Everything else is shown all the same.",
            **facts,
        ),
        T("Go on, and upgrade {host} to {since} or newer if people want branches from Jira.", **facts),
        "GitLab docs: Jira development panel, create GitLab branches from Jira; GitLab issue 391432",
        facts,
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    metadata = await ports.gitlab.metadata()
    if on_route.own_app(answers):
        old = metadata.version < MANUAL_INSTALL_SINCE
        found = (_install_refused(ports.gitlab.url.host, metadata.text),) if old else ()
        return Result(found, T("{found}, {oldest} needed", found=metadata.text, oldest=_INSTALL_SINCE))
    if metadata.version < MARKETPLACE_SINCE:
        return Result((_too_old(ports.gitlab.url.host, metadata.text),))
    early = metadata.version < BRANCH_FROM_JIRA_SINCE
    advice = (_no_branch(ports.gitlab.url.host, metadata.text),) if early else ()
    return Result(advice, T("{found}, {oldest} needed", found=metadata.text, oldest=_OLDEST))


CHECK = Check(
    id="gitlab-version",
    title=T("GitLab is new enough"),
    why=T("Older releases do not know the Marketplace way, or not how Atlassian signs today."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.own_gitlab,
    needs=("gitlab-token",),
    rank=400,
)
