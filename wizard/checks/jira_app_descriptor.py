"""Check: the app on the site is the one that GitLab describes today.

Jira registers the modules of an app when it is installed, and reads a descriptor by its address never again. What the
site names of the app decides; where it names nothing, what this program kept of its own install.
Source: GitLab docs, GitLab for Jira Cloud app, "Install the application in development mode" (after a change of the
descriptor the app is uninstalled and installed again); gitlabhq lib/atlassian/jira_connect/client.rb ("App does not
support builds"); Atlassian developer, Development information, uninstall (deletes the data).
"""

from collections.abc import Mapping

from wizard.checks._base import Check, Result
from wizard.checks._descriptor import descriptor_of, descriptor_page
from wizard.connect.descriptor import module_keys
from wizard.connect.descriptor_diff import Effect, diff
from wizard.connect.identity import descriptor_url, key_of_app
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused, Unexpected
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Json
from wizard.domain.jira import App
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text

_SOURCE = "GitLab docs: GitLab for Jira Cloud app, Install the application in development mode"
_USERS_SEE = T("App does not support builds")
_CARRY = T(
    "{host} describes {differs} by now, and {site} installed the app without that. Jira answers data of a module that "
    "it does not have with status 403: builds come by gitlab-ci, deployments by gitlab-deployments, feature flags by "
    "gitlab-feature-flags."
)
_INSTALL_AGAIN = T(
    "Only a new install brings it. GitLab's documentation has the app uninstalled first: that deletes all that Jira "
    "shows from GitLab, and since 2026-03-31 the app may not come back. So do not uninstall: with development mode on, "
    "upload {descriptor} once more over the app that is there. If {site} refuses it, leave the app as it is and plan "
    "the move to the Marketplace app."
)
_LISTING_STAYS = T(
    "The app comes from your private listing, and the Marketplace has taken no new descriptors since 2026-03-31. Do "
    "not uninstall the app: that deletes all that Jira shows from GitLab, and it may not come back. What is there goes "
    "on; for the rest plan the move to the Marketplace app through GitLab.com or to a private Forge app."
)
_LONGEST_URL = 200
_MOST_NAMED, _LONGEST_NAME = 6, 80


def _older(answers: Answers, ports: Ports, differs: list[str], known_by: str) -> Finding:
    host, site = ports.gitlab.url.host, ports.jira.url.host
    descriptor = str(descriptor_url(ports.gitlab.url))
    more = len(differs) - _MOST_NAMED
    named = ", ".join(one[:_LONGEST_NAME] for one in differs[:_MOST_NAMED]) + (f", +{more}" if more > 0 else "")
    fix = _LISTING_STAYS if on_route.listing(answers) else _INSTALL_AGAIN
    facts = {"host": host, "site": site, "differs": named, "descriptor": descriptor, "known_by": known_by}
    return Finding(
        "jira-app-descriptor-older",
        Severity.WARNING,
        T("The app in Jira is older than your GitLab"),
        Text(_CARRY.message, facts),
        Text(fix.message, facts),
        _SOURCE,
        facts,
        users_see=_USERS_SEE,
        seen_from=SeenFrom.DESKTOP,
    )


def _moved(host: str, site: str, was: str, now: str) -> Finding:
    return Finding(
        "jira-app-address-older",
        Severity.BLOCKER,
        T("Jira calls your GitLab at an older address"),
        T(
            "{site} installed the app with the address {was}; {host} describes {now} by now. Jira goes on calling the "
            "older one.",
            site=site,
            host=host,
            was=was,
            now=now,
        ),
        T(
            "Serve GitLab at {was} again, if you can. Else the app has to be installed anew from the new address: "
            "uninstalling deletes all that Jira shows from GitLab, and since 2026-03-31 it may not come back.",
            was=was,
        ),
        _SOURCE,
        {"host": host, "site": site, "was": was, "now": now},
        seen_from=SeenFrom.DESKTOP,
    )


def _unknown(host: str, site: str) -> Finding:
    return Finding(
        "jira-app-descriptor-unknown",
        Severity.ADVICE,
        T("Whether the app in Jira lacks something cannot be seen"),
        T(
            "{site} does not name the modules of the app, and this program has kept nothing of its install. An app "
            "that was installed before an upgrade of {host} may lack what the upgrade brought.",
            host=host,
            site=site,
        ),
        T(
            "If builds, deployments or feature flags are missing in Jira, look in integrations_json.log of {host} for "
            '"App does not support".',
            host=host,
        ),
        _SOURCE,
        {"host": host, "site": site},
        seen_from=SeenFrom.DESKTOP,
    )


async def _installed(ports: Ports, key: str) -> App | None:
    try:
        return next((app for app in await ports.jira.apps() if app.key == key), None)
    except Refused:
        return None  # the check of the app says why it cannot be seen


async def _by_modules(ports: Ports, served: Mapping[str, Json], key: str) -> list[str] | None:
    """Return the keys that the site does not have of those that GitLab serves; None where it names none of them."""
    try:
        has = await ports.jira.app_modules(key)
    except (Refused, Unexpected):
        return None
    wanted = module_keys(served)
    return sorted(wanted - has) if has & wanted else None


async def _run(answers: Answers, ports: Ports) -> Result:
    host, site, key = ports.gitlab.url.host, ports.jira.url.host, key_of_app(answers.route, ports.gitlab.url)
    app, served = await _installed(ports, key), descriptor_of(await descriptor_page(ports))
    if app is None or served is None or served["key"] != key:
        return Result(note=T("nothing to compare: the app is not on the site, or GitLab does not describe it"))
    lacking = await _by_modules(ports, served, key)
    if lacking:
        return Result((_older(answers, ports, lacking, "jira"),))
    kept = await ports.snapshots.of_app(key)
    if kept is None or kept.version != app.version:  # somebody has installed another one since
        if lacking is None:
            return Result((_unknown(host, site),), T("not known: Jira names no modules of the app"))
        return Result(note=T("Jira has all modules that GitLab describes"))
    found = [one for one in diff(kept.descriptor, served) if one.effect is not Effect.NOTHING]
    moved = next((one for one in found if one.path == "baseUrl"), None)
    if moved is not None:
        return Result((_moved(host, site, str(moved.before)[:_LONGEST_URL], str(moved.after)[:_LONGEST_URL]),))
    if found:
        return Result((_older(answers, ports, [one.path for one in found], "install"),))
    return Result(note=T("as it was installed; GitLab describes nothing else by now"))


CHECK = Check(
    id="jira-app-descriptor",
    title=T("The app in Jira is as new as GitLab"),
    why=T("Jira keeps what it read at the install; what GitLab has learnt since reaches it with a new install only."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.own_app,
    needs=("jira-admin",),
    rank=655,
)
