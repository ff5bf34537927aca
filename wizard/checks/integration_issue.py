"""Check: the issue of the test is there for the integration's user, and leads on as the answers want it to.

Source: GitLab docs, Jira issue integration, troubleshooting: GitLab cannot comment on or close a Jira issue.
"""

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.integration_address import kept_for
from wizard.domain.jira_account import AccountIssue, JiraAccount, Transition
from wizard.domain.ports import Ports
from wizard.domain.text import T

_TROUBLE = "GitLab docs: Jira issue integration, troubleshooting"


def _hidden(host: str, key: str, user: str, page: str) -> Finding:
    facts = {"host": host, "key": key, "user": user}
    return Finding(
        "integration-issue-hidden",
        Severity.BLOCKER,
        T("{user} does not see {key}", **facts),
        T(
            "{host} shows no issue {key} to {user}: it does not exist, or an issue security level or its project hides "
            "it. GitLab then leaves neither link nor comment there.",
            **facts,
        ),
        T(
            "Open {key} in {host} as {user}. Name an issue for the test that opens there, or have {user} let in.",
            **facts,
        ),
        _TROUBLE,
        facts,
        users_see=T("Error sending message, client_status 404"),
        seen_from=SeenFrom.DESKTOP,
        page=page,
    )


def _unknown(issue: AccountIssue, wanted: str) -> Finding:
    ways = ", ".join(f"{one.name} ({one.id})" for one in issue.transitions) or "-"
    facts = {"key": issue.key, "status": issue.status, "wanted": wanted, "ways": ways}
    return Finding(
        "integration-transition-unknown",
        Severity.WARNING,
        T("{key} does not lead on by {wanted}", **facts),
        T(
            "{key} stands at {status}, and Jira offers from there: {ways}. GitLab tries {wanted} and then stops, for "
            "transitions differ by workflow and type of issue.",
            **facts,
        ),
        T("Pick the transition from the list on the page Integration, or let GitLab choose it (automatic)."),
        _TROUBLE,
        facts,
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


def _asks(issue: AccountIssue, way: Transition) -> Finding:
    facts = {"key": issue.key, "way": way.name, "fields": ", ".join(way.required)}
    return Finding(
        "integration-transition-fields",
        Severity.WARNING,
        T("Jira asks for more before {key} moves on by {way}", **facts),
        T("The screen of {way} requires {fields}, and GitLab sends no field: Jira refuses it.", **facts),
        T("Have these fields made optional on the screen of {way}, or pick another transition.", **facts),
        _TROUBLE,
        facts,
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


def _resolved(issue: AccountIssue, page: str) -> Finding:
    facts = {"key": issue.key, "status": issue.status}
    return Finding(
        "integration-issue-resolved",
        Severity.ADVICE,
        T("{key} is resolved already", key=issue.key),
        T("{key} has a resolution and stands at {status}: GitLab moves no issue on that is resolved.", **facts),
        T("To see a transition work, name an open issue for the test."),
        _TROUBLE,
        facts,
        seen_from=SeenFrom.DESKTOP,
        page=page,
    )


def _leads_on(answers: Answers, issue: AccountIssue) -> Finding | None:
    """Return why this issue would not be moved on as wanted."""
    wanted = answers.integration
    if wanted.transitions == "off":
        return None
    if issue.resolved:
        return _resolved(issue, shared.page_of_test(answers))
    if wanted.transitions == "automatic":
        way = next((one for one in issue.transitions if one.done), None)
        tried = "automatic"
    else:
        tried = next(iter(wanted.transition_ids), "-")
        way = next((one for one in issue.transitions if one.id == tried), None)
    if way is None:
        return _unknown(issue, tried)
    return _asks(issue, way) if way.required else None


async def _seen(account: JiraAccount, key: str) -> AccountIssue | None:
    """Return the issue, None where this user does not see it: Cloud then answers 404, an own Jira 403."""
    try:
        return await account.issue(key)
    except Refused as error:
        if error.code != "http-403":
            raise
        return None


async def _run(answers: Answers, ports: Ports) -> Result:
    account, key = shared.account_of(ports), answers.proof.issue
    issue = await _seen(account, key)
    if issue is None:
        return Result((_hidden(account.url.host, key, kept_for(answers), shared.page_of_test(answers)),))
    found = _leads_on(answers, issue)
    note = T("{key}: {summary}, {status}", key=issue.key, summary=issue.summary, status=issue.status)
    return Result((found,) if found else (), note)


def _applies(answers: Answers) -> bool:
    return shared.wanted(answers) and bool(answers.proof.issue)


CHECK = Check(
    id="integration-issue",
    title=T("The integration's user sees the issue of the test"),
    why=T("A commit that mentions it must leave a link there, and a closing one must move it on."),
    seen_from=SeenFrom.DESKTOP,
    run=shared.of_account(_run),
    applies=_applies,
    needs=("integration-permissions",),
    rank=642,
)
