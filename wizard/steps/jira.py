"""Step: the Jira Cloud site and who signs in there.

Source: GitLab docs, GitLab for Jira Cloud app: Jira Cloud only; Jira Server and Data Center use the DVCS connector.
"""

import re

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, Severity
from wizard.domain.route import Route
from wizard.domain.text import T
from wizard.domain.url import UrlError, jira_site
from wizard.steps import _token_day
from wizard.steps._base import Field, Step

SOURCE = "GitLab docs: GitLab for Jira Cloud app"
_TOKENS = "Atlassian support: Manage API tokens for your Atlassian account"
_EXAMPLE = "https://acme.atlassian.net"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_OF_SERVICE_ACCOUNTS = "@serviceaccount.atlassian.com"


def _not_cloud(answers: Answers) -> Finding:
    fix_here = None
    if answers.jira.deployment == "server":
        cause = T("The answers say Jira Server or Data Center, and the GitLab for Jira Cloud app does not exist there.")
        fix = T(
            "Use Atlassian's DVCS connector in Jira (Administration, Applications, DVCS accounts), or name a Jira "
            "Cloud site."
        )
    else:
        cause = T("A Jira Cloud site has an address like {example}, and none such was entered.", example=_EXAMPLE)
        fix = T(
            "Open Jira in your browser and copy its address from there, with .atlassian.net in it, onto the page Jira."
        )
        fix_here = T("Open Jira in your browser and copy its address from there, with .atlassian.net in it.")
    return Finding(
        "jira-url-not-cloud", Severity.BLOCKER, T("This is no Jira Cloud site"), cause, fix, SOURCE,
        page="jira", fix_here=fix_here,
    )  # fmt: skip


def _email_missing() -> Finding:
    return Finding(
        "jira-email-missing",
        Severity.BLOCKER,
        T("The e-mail address of the Jira user is missing"),
        T("Jira Cloud takes an API token only together with the e-mail address of its owner."),
        T("Enter the address you sign in to Jira with on the page Jira, or as email under [jira] in the answers file."),
        "Atlassian developer: Basic auth for REST APIs",
        page="jira",
        fix_here=T("Enter the address you sign in to Jira with."),
    )


def _service_account() -> Finding:
    fix = T("Enter the address of a person who administers the site, and sign in with a token that has no scopes.")
    return Finding(
        "jira-email-service-account",
        Severity.BLOCKER,
        T("A service account cannot sign in to the site"),
        T("Tokens of service accounts work at api.atlassian.com only; the site itself refuses each of them."),
        fix,
        "Atlassian support: Manage API tokens for service accounts",
        page="jira",
    )


def _is_site(typed: str) -> bool:
    try:
        jira_site(typed)
    except UrlError:
        return False
    return True


def is_email(typed: str) -> bool:
    """Tell whether this can be the e-mail address of an Atlassian account."""
    return _EMAIL.fullmatch(typed.strip()) is not None


def is_service_account(typed: str) -> bool:
    """Tell whether this is the address of a service account."""
    return typed.strip().lower().endswith(_OF_SERVICE_ACCOUNTS)


def _problems(answers: Answers) -> list[Finding]:
    if not _applies(answers):
        return []
    found = []
    if answers.jira.deployment == "server" or not _is_site(answers.jira.url):
        found.append(_not_cloud(answers))
    if not is_email(answers.jira.email):
        found.append(_email_missing())
    elif is_service_account(answers.jira.email):
        found.append(_service_account())
    day = answers.jira.token_expires
    if _token_day.unreadable(day):
        typed = {"typed": day.strip()}
        found.append(
            Finding("jira-date-unreadable", Severity.BLOCKER, *_token_day.said(day), _TOKENS, typed, page="jira")
        )
    return found


def _applies(answers: Answers) -> bool:
    """Tell whether the app is set up; the Jira of the integration alone is asked for on its own page."""
    return answers.route is not Route.INTEGRATION


STEP = Step(
    id="jira",
    rank=400,
    title=T("Which Jira site?"),
    lead=T("The user must be one whom GitLab accepts for linking groups: a member of site-admins or org-admins."),
    fields=(
        Field("jira_url", T("Jira site"), T("The name of the site, or any page of it."), _EXAMPLE),
        Field("jira_email", T("E-mail address"), T("The one you sign in to Jira with."), "dana@example.com"),
        Field("jira_token_expires", T("Token ends on"), T("As 2027-11-22; empty if not known."), "2027-11-22"),
    ),
    applies=_applies,
    problems=_problems,
)
