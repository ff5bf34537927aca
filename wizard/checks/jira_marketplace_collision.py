"""Check: GitLab's descriptor does not carry the key of an app that the site has, or had, from the Marketplace.

Source: GitLab docs, GitLab for Jira Cloud app, "Manual installation fails"; gitlabhq lib/atlassian/jira_connect.rb:
with a Jira Connect Proxy URL the descriptor carries the key of that server.
"""

from wizard.checks._base import Check, Result
from wizard.checks._descriptor import descriptor_of, descriptor_page
from wizard.connect.identity import app_key
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.route import MARKETPLACE_APP_KEY
from wizard.domain.text import T, Text

_USERS_SEE = T(
    'The app "{key}" could not be installed as a local app as it has previously been installed from Atlassian '
    "Marketplace",
    key=MARKETPLACE_APP_KEY,
)
_PLAN_MENDS = T(
    "Nothing to do before Apply: the plan clears Jira Connect Proxy URL before it installs the app. If this instance "
    "is connected through the Marketplace app today, that connection ends; undo puts the value back."
)
_BLOCKS = T(
    "Something in front of {host} keeps or changes the descriptor although Jira Connect Proxy URL is empty. Open "
    "/-/jira_connect/app_descriptor.json past it, exempt /-/jira_connect/* from rewriting and caching, then check "
    "again."
)


def _collides(host: str, site: str, key: str, *, mended: bool) -> Finding:
    facts = {"host": host, "site": site, "key": key}
    return Finding(
        "jira-marketplace-collision",
        Severity.WARNING if mended else Severity.BLOCKER,
        T("GitLab's descriptor carries the key of another app"),
        T(
            "{host} serves the key {key}, which Jira takes from the Atlassian Marketplace only; {site} would refuse to "
            "install it by descriptor.",
            **facts,
        ),
        _PLAN_MENDS if mended else Text(_BLOCKS.message, facts),
        "GitLab docs: GitLab for Jira Cloud app, Manual installation fails",
        facts,
        users_see=_USERS_SEE,
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(_answers: Answers, ports: Ports) -> Result:
    url = ports.gitlab.url
    found = descriptor_of(await descriptor_page(ports))
    if found is None:
        return Result(note=T("GitLab does not serve the app's description"))
    key, proxy = str(found["key"]), str((await ports.gitlab.settings()).get("jira_connect_proxy_url") or "")
    if key == MARKETPLACE_APP_KEY or (proxy and key == app_key(proxy) != app_key(url.host)):
        return Result((_collides(url.host, ports.jira.url.host, key, mended=bool(proxy)),))
    return Result(note=T("{key} is the key of this GitLab alone", key=key))


CHECK = Check(
    id="jira-marketplace-collision",
    title=T("The app's key is this GitLab's own"),
    why=T("Jira refuses to install by descriptor what it knows from the Marketplace."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.own_app,
    needs=("gitlab-admin",),
    rank=525,
)
