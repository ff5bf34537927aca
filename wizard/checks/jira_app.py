"""Check: whether the GitLab for Jira Cloud app is on the site already.

Source: Atlassian Universal Plugin Manager, GET /rest/plugins/1.0/: key and enabled, GET /rest/plugins/1.0/updates:
versions that wait; administrators only.
"""

from dataclasses import replace

from wizard.checks._base import Check, Result
from wizard.connect.through import app_of, front
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused, Unexpected
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text

_UNREADABLE = ("http-401", "http-403", "http-403-scope", "http-404")


_GET_IT = T(
    "Nothing to do before Apply: getting the app from the Atlassian Marketplace is the first task by hand of a set-up. "
    "To mend a connection, choose Connect; what is in place already is left as it is."
)
_INSTALL_IT = T(
    "Nothing to do before Apply: the plan installs the app of your GitLab. To mend a connection, choose Connect; what "
    "is in place already is left as it is."
)


_FROM_LISTING = T(
    "Nothing to do before Apply: installing it from your private listing is a task by hand. To mend a connection, "
    "choose Connect; what is in place already is left as it is."
)


def _missing(host: str, key: str, fix: Text) -> Finding:
    return Finding(
        "jira-app-missing",
        Severity.ADVICE,
        T("The app is not on the site yet"),
        T(
            "{host} has no GitLab for Jira Cloud app. That is right before the first set-up; where the connection "
            "worked before, somebody has removed the app.",
            host=host,
        ),
        fix,
        "GitLab docs: Install the GitLab for Jira Cloud app",
        {"host": host, "app": key},
        seen_from=SeenFrom.DESKTOP,
    )


def _missing_of_proxy(host: str, key: str, proxy: str) -> Finding:
    facts = {"host": host, "app": key, "proxy": proxy}
    return Finding(
        "proxy-app-missing",
        Severity.BLOCKER,
        T("The proxy's app is not on the Jira site"),
        T(
            "{host} has no app {app}. Groups of this instance are linked on the page of that app, and only the "
            "administrators of {proxy} can install it.",
            **facts,
        ),
        T("Have {proxy} set up with the route proxy first, then check again.", **facts),
        "GitLab docs: Configure your GitLab instance to serve as a proxy",
        facts,
        seen_from=SeenFrom.DESKTOP,
    )


def disabled(host: str, key: str, version: str) -> Finding:
    """Return the finding for an app that is on the site and switched off; the tasks by hand say the same."""
    return Finding(
        "jira-app-disabled",
        Severity.BLOCKER,
        T("The app is switched off in Jira"),
        T(
            "{host} has the app in version {version}, but it is disabled: Jira hides its page and takes no data.",
            host=host,
            version=version,
        ),
        T("Enable it on {host}: Apps, Manage your apps, GitLab for Jira, Enable; then check again.", host=host),
        "Atlassian support: Disable or enable an app",
        {"host": host, "app": key, "version": version},
        seen_from=SeenFrom.DESKTOP,
    )


def _waiting(host: str, key: str, version: str, newer: str) -> Finding:
    return Finding(
        "jira-update-waiting",
        Severity.WARNING,
        T("An update of the app waits for approval"),
        T(
            "{host} has the app in version {version}; version {newer} waits until a Jira administrator approves it. "
            "GitLab's change to Forge comes as such an update, and an app that stays behind may stop bringing data.",
            host=host,
            version=version,
            newer=newer,
        ),
        T(
            "Approve it in {host}: Apps, Manage your apps, GitLab for Jira, Update; then check again. What the app has "
            "sent stays in Jira.",
            host=host,
        ),
        "GitLab issue 592890; Atlassian: versions that ask for more need approval",
        {"host": host, "app": key, "version": version, "newer": newer},
        seen_from=SeenFrom.DESKTOP,
    )


def _unreadable(host: str, key: str) -> Finding:
    return Finding(
        "jira-app-unreadable",
        Severity.ADVICE,
        T("Jira does not say which apps it has"),
        T(
            "{host} does not let this user read the list of apps, so it cannot be seen from here whether the app is "
            "there.",
            host=host,
        ),
        T(
            "Look in {host} under Apps, Manage your apps; the test at the end shows in any case whether the app works.",
            host=host,
        ),
        "Atlassian developer: Universal Plugin Manager",
        {"host": host, "app": key},
        seen_from=SeenFrom.DESKTOP,
    )


async def _waits(ports: Ports, key: str) -> str:
    """Return the version of the app that waits for approval, empty for none or where Jira does not say."""
    try:
        updates = await ports.jira.app_updates()
    except (Refused, Unexpected):
        return ""
    return next((one.version for one in updates if one.key == key and one.waits), "")


async def _run(answers: Answers, ports: Ports) -> Result:
    host, key = ports.jira.url.host, app_of(answers, ports.gitlab.url)
    try:
        apps = await ports.jira.apps()
    except Refused as refused:
        if refused.code not in _UNREADABLE:
            raise
        return Result((replace(_unreadable(host, key), call=refused.call),))
    ours = next((app for app in apps if app.key == key), None)
    if ours is None and on_route.leaf(answers):
        return Result((_missing_of_proxy(host, key, str(front(answers) or "")),))
    if ours is None:
        fix = _GET_IT if on_route.official_app(answers) else _FROM_LISTING if on_route.listing(answers) else _INSTALL_IT
        planned = T("not there yet; the plan installs it")
        note = planned if fix is _INSTALL_IT else T("not there yet; a task by hand after Apply")
        return Result((_missing(host, key, fix),), note)
    if not ours.enabled:
        return Result((disabled(host, key, ours.version),))
    newer = await _waits(ports, key)
    if newer:
        return Result((_waiting(host, key, ours.version, newer),))
    return Result(note=T("{name} {version}, enabled", name=ours.name, version=ours.version))


CHECK = Check(
    id="jira-app",
    title=T("The app on the Jira site"),
    why=T(
        "An app that is there but switched off stops everything; one that is not there yet is the first task by hand."
    ),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.every,
    needs=("jira-admin",),
    rank=650,
)
