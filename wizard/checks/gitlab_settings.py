"""Check: no instance-wide switch stops the app: maintenance mode, silent mode, the integration allowlist.

Source: GitLab docs, GitLab maintenance mode; GitLab Silent Mode; GitLab for Jira Cloud app troubleshooting,
"Error response code 404".
"""

from collections.abc import Mapping

from wizard.checks._base import Check, Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Json
from wizard.domain.ports import Ports
from wizard.domain.text import T

INTEGRATION = "jira_cloud_app"


def _maintenance(host: str) -> Finding:
    return Finding(
        "gitlab-maintenance",
        Severity.BLOCKER,
        T("GitLab is in maintenance mode"),
        T("{host} takes no changes while its maintenance mode is on; nothing can be set up.", host=host),
        T(
            "Wait for the end of the maintenance, or switch it off on {host}: Admin area, Settings, General, "
            "Maintenance mode.",
            host=host,
        ),
        "GitLab docs: GitLab maintenance mode",
        {"host": host},
        seen_from=SeenFrom.DESKTOP,
    )


def _silent(host: str) -> Finding:
    return Finding(
        "gitlab-silent-mode",
        Severity.BLOCKER,
        T("Silent mode is on"),
        T("In silent mode {host} sends nothing out: groups can be linked, but no data ever reaches Jira.", host=host),
        T(
            "Switch silent mode off on {host}: Admin area, Settings, General, Silent mode. On a copy for tests leave "
            "it on.",
            host=host,
        ),
        "GitLab docs: GitLab Silent Mode",
        {"host": host, "silent_mode_enabled": "true"},
        users_see=T("only get, head, options, and trace methods are allowed in silent mode"),
        seen_from=SeenFrom.DESKTOP,
    )


def _not_allowed(host: str, allowed: str) -> Finding:
    return Finding(
        "gitlab-integration-not-allowed",
        Severity.BLOCKER,
        T("The GitLab for Jira Cloud app is not on the integration allowlist"),
        T(
            "{host} allows only chosen integrations ({allowed}), and answers 404 to everything of this app.",
            host=host,
            allowed=allowed,
        ),
        T("Allow GitLab for Jira Cloud app on {host}: Admin area, Settings, General, Integration settings.", host=host),
        "GitLab docs: GitLab for Jira Cloud app troubleshooting, Error response code 404",
        {"host": host, "allowed_integrations": allowed},
        users_see=T("Could not be installed on the instance. Error response code 404"),
        seen_from=SeenFrom.DESKTOP,
    )


def integration_allowed(settings: Mapping[str, Json]) -> bool:
    """Tell whether the allowlist lets the app through; instances without one allow everything."""
    allowed = settings.get("allowed_integrations")
    return settings.get("allow_all_integrations") is not False or (isinstance(allowed, list) and INTEGRATION in allowed)


async def _run(_answers: Answers, ports: Ports) -> Result:
    settings = await ports.gitlab.settings()
    host = ports.gitlab.url.host
    found = []
    if settings.get("maintenance_mode") is True:
        found.append(_maintenance(host))
    if settings.get("silent_mode_enabled") is True:
        found.append(_silent(host))
    if not integration_allowed(settings):
        names = settings.get("allowed_integrations")
        shown = ", ".join(str(name) for name in names) if isinstance(names, list) and names else "-"
        found.append(_not_allowed(host, shown))
    return Result(tuple(found), T("no switch of the instance is in the way"))


CHECK = Check(
    id="gitlab-settings",
    title=T("GitLab's settings let the app work"),
    why=T("Some switches of the instance stop the app without any message."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.own_gitlab,
    needs=("gitlab-admin",),
    rank=500,
)
