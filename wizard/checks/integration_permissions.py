"""Check: the integration's user may do in Jira what GitLab does there: browse, link, comment, move on, make, edit.

Source: GitLab docs, Jira issue integration, troubleshooting: No Link Issue Permission; Atlassian, mypermissions.
"""

from asyncio import gather

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.integration_address import kept_for
from wizard.domain.ports import Ports
from wizard.domain.text import T

_TROUBLE = "GitLab docs: Jira issue integration, troubleshooting"
_BROWSE, _LINK = "BROWSE_PROJECTS", "LINK_ISSUES"
NAMES = {
    _BROWSE: "Browse Projects",
    _LINK: "Link Issues",
    "ADD_COMMENTS": "Add Comments",
    "TRANSITION_ISSUES": "Transition Issues",
    "EDIT_ISSUES": "Edit Issues",
    "CREATE_ISSUES": "Create Issues",
}
"""Permission -> its name in Jira's permission schemes."""


def _no_browse(facts: dict[str, str]) -> Finding:
    return Finding(
        "integration-no-browse",
        Severity.BLOCKER,
        T("{user} may not browse {key}", **facts),
        T("Without the permission Browse Projects in {key} {host} shows {user} no issue there.", **facts),
        T(
            "Have a Jira administrator give {user} the permission Browse Projects in {key} (permission scheme).",
            **facts,
        ),
        _TROUBLE,
        facts,
        users_see=T("The credentials for accessing Jira are not allowed to access the data."),
        seen_from=SeenFrom.DESKTOP,
    )


def _no_link(facts: dict[str, str]) -> Finding:
    return Finding(
        "integration-no-link",
        Severity.BLOCKER,
        T("{user} may not link issues in {key}", **facts),
        T(
            "Without the permission Link Issues in {key} a mention in GitLab leaves no link there.",
            **facts,
        ),
        T("Have a Jira administrator give {user} the permission Link Issues in {key} (permission scheme).", **facts),
        _TROUBLE,
        facts,
        users_see=T("No Link Issue Permission for issue"),
        seen_from=SeenFrom.DESKTOP,
    )


def _lacking(facts: dict[str, str]) -> Finding:
    return Finding(
        "integration-right-missing",
        Severity.WARNING,
        T("{user} lacks rights in {key}: {rights}", **facts),
        T(
            "What is chosen for the integration needs {rights} in {key}, and {host} does not give it to {user}.",
            **facts,
        ),
        T("Have a Jira administrator give {user} these permissions in {key}, or switch off what needs them.", **facts),
        _TROUBLE,
        facts,
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


def needed(answers: Answers, key: str) -> tuple[str, ...]:
    """Return the permissions that the answers make use of in a Jira project."""
    wanted = answers.integration
    mentions = wanted.commit_events or wanted.merge_requests_events
    uses = {
        _BROWSE: True,
        _LINK: mentions,
        "ADD_COMMENTS": mentions and wanted.comments,
        "TRANSITION_ISSUES": wanted.transitions != "off",
        "EDIT_ISSUES": wanted.transitions != "off",
        "CREATE_ISSUES": key == wanted.vulnerabilities_project,
    }
    return tuple(name for name, used in uses.items() if used)


async def _found(answers: Answers, ports: Ports, key: str) -> Finding | None:
    account = shared.account_of(ports)
    facts = {"host": account.url.host, "user": kept_for(answers), "key": key}
    asked = needed(answers, key)
    try:
        held = await account.permissions(asked, project=key)
    except Refused as refused:
        if refused.code != "http-404":
            raise
        return _no_browse(facts)
    lacking = [name for name in asked if not held.get(name)]
    if _BROWSE in lacking:
        return _no_browse(facts)
    if _LINK in lacking:
        return _no_link(facts)
    return _lacking({**facts, "rights": ", ".join(NAMES[name] for name in lacking)}) if lacking else None


async def _run(answers: Answers, ports: Ports) -> Result:
    keys = shared.jira_projects(answers)
    seen = await gather(*(_found(answers, ports, key) for key in keys))
    rights = dict.fromkeys(NAMES[name] for key in keys for name in needed(answers, key))
    return Result(tuple(one for one in seen if one is not None), T("{rights}", rights=", ".join(rights)))


def _applies(answers: Answers) -> bool:
    return shared.wanted(answers) and bool(shared.jira_projects(answers))


CHECK = Check(
    id="integration-permissions",
    title=T("The integration's user may do what GitLab does"),
    why=T("GitLab links, comments and moves issues on as this user, and drops what Jira refuses without a word."),
    seen_from=SeenFrom.DESKTOP,
    run=shared.of_account(_run),
    applies=_applies,
    needs=("integration-project",),
    rank=615,
)
