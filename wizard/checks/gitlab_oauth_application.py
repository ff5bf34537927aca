"""Check: the OAuth application that the settings name serves the app; what does not is made anew by the plan.

Source: GitLab docs, GitLab for Jira Cloud app, "Set up OAuth authentication for self-managed instances".
"""

from wizard.checks._base import Check, Result
from wizard.checks._installed import app_is_installed
from wizard.connect.oauth_application import Misfit, misfits
from wizard.connect.through import redirect_of
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import OAuthApplication
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text

SOURCE = "GitLab docs: Set up OAuth authentication for self-managed instances"
_FIX = T(
    "Apply makes a right application beside it and puts its ID into the settings: GitLab has no call that changes "
    "one. Delete the old one in Admin area, Applications, once nothing else uses it."
)
_SIGN_IN_FAILS = T("Failed to sign in to GitLab")
_TEXTS: dict[Misfit, tuple[str, Text, Text]] = {
    Misfit.CONFIDENTIAL: (
        "gitlab-oauth-app-confidential",
        T("The OAuth application is confidential"),
        T(
            "The application {name} has the box Confidential ticked. The app in Jira signs in from the browser "
            "without a secret, and GitLab refuses that."
        ),
    ),
    Misfit.WRONG_REDIRECT: (
        "gitlab-oauth-app-wrong-redirect",
        T("The OAuth application leads back to another address"),
        T("The application {name} has the redirect URI {callback}; the app in Jira needs exactly {needed}."),
    ),
    Misfit.FOREIGN_SCOPES: (
        "gitlab-oauth-app-foreign-scopes",
        T("The OAuth application has other scopes"),
        T("The application {name} has the scopes {scopes}; the app asks for api, and nothing more should be granted."),
    ),
}


def _misfit(application: OAuthApplication, misfit: Misfit, needed: str) -> Finding:
    code, title, cause = _TEXTS[misfit]
    facts = {
        "name": application.name,
        "application_id": application.application_id,
        "callback": application.callback_url.replace("\n", " "),
        "needed": needed,
        "scopes": ", ".join(application.scopes or ()) or "-",
    }
    return Finding(
        code,
        Severity.WARNING,
        title,
        Text(cause.message, facts),
        _FIX,
        SOURCE,
        facts,
        users_see=_SIGN_IN_FAILS,
        seen_from=SeenFrom.DESKTOP,
    )


def _gone(application_id: str) -> Finding:
    return Finding(
        "gitlab-oauth-app-gone",
        Severity.WARNING,
        T("The settings name an OAuth application that does not exist"),
        T(
            "Jira Connect Application ID is {application_id}, and no application has this ID: it was deleted, or "
            "another value was pasted.",
            application_id=application_id,
        ),
        T("Apply makes a new application and puts its ID into Admin area, Settings, General, GitLab for Jira App."),
        SOURCE,
        {"application_id": application_id},
        users_see=_SIGN_IN_FAILS,
        seen_from=SeenFrom.DESKTOP,
    )


def _blank(host: str, jira: str) -> Finding:
    facts = {"host": host, "jira": jira}
    return Finding(
        "gitlab-application-id-blank",
        Severity.WARNING,
        T("Jira Connect Application ID is empty"),
        T(
            "{jira} has the app, and {host} names no OAuth application: nobody can sign in from the page in Jira. Old "
            "releases then let people sign in by a cookie, which browsers keep from the frame.",
            **facts,
        ),
        T("Apply makes an application and puts its ID into Admin area, Settings, General, GitLab for Jira App."),
        SOURCE,
        facts,
        users_see=T("Missing required parameter: client_id"),
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    named = str((await ports.gitlab.settings()).get("jira_connect_application_key") or "")
    if not named and await app_is_installed(answers, ports):
        return Result((_blank(ports.gitlab.url.host, ports.jira.url.host),))
    if not named:
        return Result(note=T("none set yet; the plan makes one"))
    in_use = [one for one in await ports.gitlab.applications() if one.application_id == named]
    if not in_use:
        return Result((_gone(named),))
    needed = redirect_of(answers, ports.gitlab.url)
    found = tuple(_misfit(in_use[0], misfit, needed) for misfit in misfits(in_use[0], needed))
    return Result(found, T("{name} fits", name=in_use[0].name))


CHECK = Check(
    id="gitlab-oauth-application",
    title=T("The OAuth application in place, if any, fits"),
    why=T(
        "The app in Jira signs people in with it; a wrong box or address ends in a message that does not name the "
        "reason."
    ),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.own_gitlab,
    needs=("gitlab-admin",),
    rank=510,
)
