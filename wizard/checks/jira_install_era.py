"""Check: what Atlassian's end of private Connect installs means for the manual way.

Source: Atlassian, phase 2 of the end of Connect (private installs blocked from 2026-03-31, CHANGE-3096); RFC-129 (end
of support in December 2026); GitLab 19.0: the manual install is a private Forge app.
"""

from wizard.checks._base import Check, Result
from wizard.connect.identity import app_key
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T

BLOCKED_SINCE = "2026-03-31"


def _ended(host: str) -> Finding:
    return Finding(
        "jira-install-era",
        Severity.WARNING,
        T("Atlassian has ended new installs by descriptor"),
        T(
            "Since {since} Atlassian has new installs of private Connect apps refused, site by site, and its support "
            "for Connect ends in December 2026. Whether {host} still takes one, only the attempt shows.",
            since=BLOCKED_SINCE,
            host=host,
        ),
        T(
            "Still possible: the Marketplace app through GitLab.com (page Method), and from GitLab 19.0 on a private "
            "Forge app. If you go on: a refused install leaves nothing behind, and what the plan wrote on GitLab can "
            "be undone."
        ),
        "Atlassian developer changelog: CHANGE-3096; Atlassian RFC-129; GitLab issue 562004",
        {"host": host, "blocked_since": BLOCKED_SINCE},
        seen_from=SeenFrom.COMPUTED,
    )


def _keep(host: str) -> Finding:
    return Finding(
        "jira-app-keep",
        Severity.ADVICE,
        T("Do not uninstall this app"),
        T(
            "The app on {host} was installed by descriptor. Since {since} such installs are refused, so once removed "
            "it may not come back, and Jira deletes all it has shown.",
            host=host,
            since=BLOCKED_SINCE,
        ),
        T("Leave it installed. Plan the move to the Marketplace app or to a private Forge app before Connect ends."),
        "Atlassian developer changelog: CHANGE-3096",
        {"host": host, "blocked_since": BLOCKED_SINCE},
        seen_from=SeenFrom.COMPUTED,
    )


async def _run(_answers: Answers, ports: Ports) -> Result:
    host, key = ports.jira.url.host, app_key(ports.gitlab.url.host)
    try:
        there = any(app.key == key for app in await ports.jira.apps())
    except PortError:
        there = False  # the check of the app says why it cannot be seen
    return Result(
        (_keep(host) if there else _ended(host),), T("{since}: installs by descriptor end", since=BLOCKED_SINCE)
    )


CHECK = Check(
    id="jira-install-era",
    title=T("Whether this way still goes on"),
    why=T("Atlassian replaces Connect by Forge; installs by descriptor end first."),
    seen_from=SeenFrom.COMPUTED,
    run=_run,
    applies=on_route.own_descriptor,
    rank=811,
    advised=True,
)
