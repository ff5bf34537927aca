"""Check: the site has a valid access token for the app of a private listing.

Source: Atlassian Marketplace, private listings: a token opens the app for one site, and without it the app is
unlicensed there; GET /rest/plugins/1.0/license-tokens as Atlassian's tools ask it.
"""

from wizard.checks._base import Check, Result
from wizard.connect.identity import key_of_app
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T

_SOURCE = "Atlassian Marketplace: private listings, access tokens"


def _missing(site: str, key: str) -> Finding:
    facts = {"site": site, "app": key}
    return Finding(
        "jira-license-token-missing",
        Severity.BLOCKER,
        T("The app on the site has no access token"),
        T(
            "{site} has the app {app} of a private listing, and no access token for it: the app counts as unlicensed. "
            "Its vendor deleted the token, or it was never entered.",
            **facts,
        ),
        T(
            "Make a token for {site} at marketplace.atlassian.com (Manage listings, Private listings), enter it in "
            "Jira under Apps, Manage your apps, beside the app at Access token, then check again.",
            **facts,
        ),
        _SOURCE,
        facts,
        users_see=T("This app is unlicensed."),
        seen_from=SeenFrom.DESKTOP,
    )


def _invalid(site: str, key: str, state: str) -> Finding:
    facts = {"site": site, "app": key, "state": state}
    return Finding(
        "jira-license-token-invalid",
        Severity.BLOCKER,
        T("The access token of the app is not valid"),
        T("{site} has an access token for {app}, and its state is {state}.", **facts),
        T(
            "Make a token with an active state for {site} at marketplace.atlassian.com and enter it in place of this "
            "one, then check again.",
            **facts,
        ),
        _SOURCE,
        facts,
        users_see=T("This app is unlicensed."),
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    site, key = ports.jira.url.host, key_of_app(answers.route, ports.gitlab.url)
    try:
        if not any(app.key == key for app in await ports.jira.apps()):
            return Result(note=T("not needed before the app is on the site; a task by hand makes it"))
        token = next((one for one in await ports.jira.access_tokens() if one.key == key), None)
    except Refused:
        return Result(note=T("Jira does not say which apps and tokens it has"))
    if token is None:
        return Result((_missing(site, key),))
    if not token.valid:
        return Result((_invalid(site, key, token.state or "-"),))
    return Result(note=T("there, {state}", state=token.state or "-"))


CHECK = Check(
    id="jira-license-token",
    title=T("The access token of the private listing"),
    why=T("Without it the app from a private listing is unlicensed on the site."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.listing,
    needs=("jira-admin",),
    rank=656,
)
