"""Check: this GitLab has what the answers want of the integration, and none of the faults it had once.

Source: GitLab docs, Jira issue integration, history; GitLab merge request 141363 (16.9), issue 413906 (16.1).
"""

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Metadata
from wizard.domain.jira_integration import Auth
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.version import (
    JIRA_DOWN_SHOWN_SINCE,
    JIRA_PROJECT_KEYS_SINCE,
    JIRA_PUSH_CHECKS_SINCE,
    JIRA_REGEX_BROKEN_IN,
    JIRA_SERVICE_ACCOUNT_SINCE,
    JIRA_TOKEN_SINCE,
    Version,
)

_DOCS = "GitLab docs: Jira issue integration"


def _too_old(host: str, found: str, what: Text, since: Version, severity: Severity) -> Finding:
    facts = {"host": host, "found": found, "since": f"{since.major}.{since.minor}"}
    return Finding(
        "integration-gitlab-too-old",
        severity,
        T("GitLab {found} cannot do all that is wanted of the integration", found=found),
        Text(what.message, facts),
        T("Upgrade {host} to {since} or newer, or choose otherwise on the page Integration.", **facts),
        _DOCS,
        facts,
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


def _missing(answers: Answers, host: str, metadata: Metadata) -> list[Finding]:
    """Return what is wanted and not there: ways to sign in stop everything, the rest is left out."""
    wanted, old = answers.integration, metadata.version
    gates = (
        (
            wanted.auth is Auth.TOKEN,
            JIRA_TOKEN_SINCE,
            T("Personal access tokens of Jira work from {since} on; {host} runs {found}."),
            Severity.BLOCKER,
        ),
        (
            wanted.auth is Auth.SERVICE_ACCOUNT,
            JIRA_SERVICE_ACCOUNT_SINCE,
            T("Service accounts of Atlassian's work from {since} on; {host} runs {found}."),
            Severity.BLOCKER,
        ),
        (
            len(wanted.project_keys) > 1,
            JIRA_PROJECT_KEYS_SINCE,
            T("Issues of more than one Jira project are shown from {since} on; {host} runs {found}."),
            Severity.WARNING,
        ),
        (
            bool(wanted.push_checks),
            JIRA_PUSH_CHECKS_SINCE,
            T("Pushes are checked for Jira issues from {since} on; {host} runs {found} and checks none."),
            Severity.WARNING,
        ),
    )
    return [
        _too_old(host, metadata.text, what, since, severity)
        for asked, since, what, severity in gates
        if asked and old < since
    ]


def _down(host: str, found: str) -> Finding:
    facts = {"host": host, "found": found, "since": f"{JIRA_DOWN_SHOWN_SINCE.major}.{JIRA_DOWN_SHOWN_SINCE.minor}"}
    return Finding(
        "gitlab-version-jira-down",
        Severity.ADVICE,
        T("While Jira is down, GitLab's page of Jira issues fails with 500"),
        T("{host} runs {found}; before {since} GitLab does not catch a Jira that cannot be reached.", **facts),
        T("Go on, and upgrade {host} to {since} or newer when you can.", **facts),
        "GitLab merge request 141363",
        facts,
        users_see=T("500: We're sorry, something went wrong on our end"),
        seen_from=SeenFrom.DESKTOP,
    )


def _regex(host: str, found: str) -> Finding:
    facts = {"host": host, "found": found}
    return Finding(
        "gitlab-version-regex",
        Severity.WARNING,
        T("GitLab {found} may not match your pattern for issue keys", found=found),
        T("In {found} patterns of one's own are broken: {host} may link nothing although the tester matches.", **facts),
        T("Leave prefix and pattern empty on the page Integration, or upgrade {host} to the next release.", host=host),
        "GitLab issue 413906",
        facts,
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    metadata, host, wanted = await ports.gitlab.metadata(), ports.gitlab.url.host, answers.integration
    found = _missing(answers, host, metadata)
    if wanted.project_keys and metadata.version < JIRA_DOWN_SHOWN_SINCE:
        found.append(_down(host, metadata.text))
    line = (metadata.version.major, metadata.version.minor)
    if (wanted.issue_regex or wanted.issue_prefix) and line == JIRA_REGEX_BROKEN_IN:
        found.append(_regex(host, metadata.text))
    return Result(tuple(found), T("{found}", found=metadata.text))


CHECK = Check(
    id="integration-version",
    title=T("GitLab has what is wanted of the integration"),
    why=T("Ways to sign in, several projects and push checks came one after the other, and some releases had faults."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=shared.wanted,
    needs=("gitlab-token",),
    rank=405,
)
