"""Check: GitLab searches Jira in a way that this Jira still answers.

Source: Atlassian CHANGE-2046; GitLab merge requests 206815 (18.5) and 208859 (18.6), issues 575803 and 579113.
"""

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.domain.version import JIRA_SEARCH_BY_JQL_ALONE, JIRA_SEARCH_BY_JQL_SINCE

GONE = 410
_SINCE = f"{JIRA_SEARCH_BY_JQL_SINCE.major}.{JIRA_SEARCH_BY_JQL_SINCE.minor}"


def _removed(host: str, found: str) -> Finding:
    facts = {"host": host, "found": found, "since": _SINCE}
    return Finding(
        "integration-search-removed",
        Severity.WARNING,
        T("GitLab {found} cannot show issues of this Jira", found=found),
        T(
            "{host} has taken the old search away (it answered 410), and GitLab asks for the new one from {since} on; "
            "this one runs {found}. Links and comments work all the same.",
            **facts,
        ),
        T(
            "Upgrade GitLab to {since} or newer, or leave the view of Jira issues off on the page Integration.",
            since=_SINCE,
        ),
        "Atlassian CHANGE-2046; GitLab merge request 206815",
        facts,
        users_see=T(
            "Something went wrong while trying to fetch related Jira issues. Please check the Jira integration "
            "settings and try again."
        ),
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


def _cloud_only(host: str, found: str) -> Finding:
    facts = {"host": host, "found": found, "fixed": "18.6"}
    return Finding(
        "integration-search-cloud-only",
        Severity.WARNING,
        T("GitLab {found} cannot show issues of a Jira of one's own", found=found),
        T(
            "18.5 asks every Jira for a search that Jira Cloud alone has, and {host} is Jira Server or Data Center. "
            "Links, comments and issues of vulnerabilities are made all the same, but GitLab shows none of them.",
            **facts,
        ),
        T(
            "Upgrade GitLab to {fixed} or to a later release of 18.5 that has the repair (issue 579113), or leave the "
            "view of Jira issues off on the page Integration.",
            **facts,
        ),
        "GitLab issue 575803; merge request 208859",
        facts,
        users_see=T(
            "Something went wrong while trying to fetch related Jira issues. Please check the Jira integration "
            "settings and try again."
        ),
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


async def _run(_answers: Answers, ports: Ports) -> Result:
    account, metadata = shared.account_of(ports), await ports.gitlab.metadata()
    line = (metadata.version.major, metadata.version.minor)
    if line == JIRA_SEARCH_BY_JQL_ALONE and (await account.server()).deployment.lower() != "cloud":
        return Result((_cloud_only(account.url.host, metadata.text),))
    status = await account.old_search()
    if status == GONE and metadata.version < JIRA_SEARCH_BY_JQL_SINCE:
        return Result((_removed(account.url.host, metadata.text),))
    return Result(note=T("the old search answers {status}; GitLab runs {found}", status=status, found=metadata.text))


def _applies(answers: Answers) -> bool:
    wanted = answers.integration
    return shared.wanted(answers) and bool(wanted.project_keys or wanted.vulnerabilities_project)


CHECK = Check(
    id="integration-search",
    title=T("GitLab's search for issues works with this Jira"),
    why=T("Jira Cloud has taken away the search that GitLab used before {since}.", since=_SINCE),
    seen_from=SeenFrom.DESKTOP,
    run=shared.of_account(_run),
    applies=_applies,
    needs=("integration-sign-in", "gitlab-token"),
    rank=646,
)
