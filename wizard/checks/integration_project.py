"""Check: the Jira projects of the integration exist for its user, and their keys can be asked for.

Source: GitLab docs, Jira issue integration, troubleshooting; GitLab issue 426176 (keys that are words of JQL).
"""

from asyncio import gather

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.connect.jql_words import is_reserved
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.integration_address import kept_for
from wizard.domain.ports import Ports
from wizard.domain.text import T

_TROUBLE = "GitLab docs: Jira issue integration, troubleshooting"


def _hidden(host: str, key: str, user: str) -> Finding:
    facts = {"host": host, "key": key, "user": user}
    return Finding(
        "integration-project-hidden",
        Severity.BLOCKER,
        T("{user} sees no Jira project {key}", **facts),
        T("{host} shows no project {key} to {user}: it does not exist, or it is hidden from this user.", **facts),
        T(
            "Open {key} in {host} as {user}. Enter the key of a project that opens there on the page Integration, or "
            "have {user} let into it.",
            **facts,
        ),
        _TROUBLE,
        facts,
        users_see=T("The value '{key}' does not exist for the field 'project'.", key=key),
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


def _reserved(key: str) -> Finding:
    return Finding(
        "integration-key-reserved",
        Severity.BLOCKER,
        T("{key} is a word of Jira's query language", key=key),
        T(
            "GitLab asks Jira for the issues of {key} without quotes, and Jira takes the key for a word of JQL.",
            key=key,
        ),
        T(
            "Leave {key} out of the view of Jira issues on the page Integration, or give the project another key.",
            key=key,
        ),
        "GitLab issue 426176",
        {"key": key},
        users_see=T("An error occurred while fetching issue list. Connection failed. Check your integration settings."),
        seen_from=SeenFrom.COMPUTED,
        page="integration",
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    account, user = shared.account_of(ports), kept_for(answers)
    found = [_reserved(key) for key in answers.integration.project_keys if is_reserved(key)]
    keys = shared.jira_projects(answers)
    seen = await gather(*(account.project(key) for key in keys))
    found += [_hidden(account.url.host, key, user) for key, one in zip(keys, seen, strict=True) if one is None]
    return Result(tuple(found), T("{keys}", keys=", ".join(keys)))


def _applies(answers: Answers) -> bool:
    return shared.wanted(answers) and bool(shared.jira_projects(answers))


CHECK = Check(
    id="integration-project",
    title=T("The integration's user sees the Jira projects"),
    why=T("GitLab reads and writes as this user; what the user does not see does not exist for GitLab."),
    seen_from=SeenFrom.DESKTOP,
    run=shared.of_account(_run),
    applies=_applies,
    needs=("integration-sign-in",),
    rank=612,
)
