"""Check: the Jira site is in development mode, which an install by descriptor needs.

Source: Atlassian Universal Plugin Manager, GET /rest/plugins/1.0/settings: connectDeveloperListingsEnabled, as
Atlassian's own tools read it before an install.
"""

from wizard.checks._base import Check, Result
from wizard.connect.identity import app_key
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T

SOURCE = "Atlassian developer: Getting started with Connect, development mode"


def _off(host: str) -> Finding:
    return Finding(
        "jira-development-mode-off",
        Severity.BLOCKER,
        T("Development mode is off"),
        T("{host} installs apps by their descriptor in development mode only, and that is off.", host=host),
        T(
            "In {host}, select Apps, then Manage your apps, and Settings: tick Enable private listings and Enable "
            "development mode, select Apply, then check again. "
            "After the install it is switched off again.",
            host=host,
        ),
        SOURCE,
        {"host": host},
        seen_from=SeenFrom.DESKTOP,
        task="jira-development-mode-on",
    )


async def _installed(ports: Ports) -> bool:
    """Tell whether the app is there already: then nothing is installed any more."""
    try:
        apps = await ports.jira.apps()
    except Refused:
        return False
    return any(app.key == app_key(ports.gitlab.url.host) for app in apps)


async def _run(_answers: Answers, ports: Ports) -> Result:
    mode = await ports.jira.development_mode()
    if mode:
        return Result(note=T("on"))
    if await _installed(ports):
        return Result(note=T("not needed any more: the app is installed"))
    if mode is None:
        return Result(note=T("the site does not say; the install will show it"))
    return Result((_off(ports.jira.url.host),))


CHECK = Check(
    id="jira-development-mode",
    title=T("Jira is in development mode"),
    why=T("Jira installs an app by its descriptor only there."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.own_descriptor,
    needs=("jira-admin",),
    rank=660,
)
