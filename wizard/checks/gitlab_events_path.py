"""Check: install events reach GitLab itself; without a token GitLab must refuse them, with nothing in the answer.

Source: GitLab docs, GitLab for Jira Cloud app troubleshooting: `POST /-/jira_connect/events/installed` must give 401.
"""

from wizard.checks._base import Check, Result
from wizard.checks._descriptor import from_gitlab
from wizard.checks.gitlab_settings import integration_allowed
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Page
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text

PATH = "/-/jira_connect/events/installed"
SOURCE = "GitLab docs: GitLab for Jira Cloud app troubleshooting, Failed to update the GitLab instance"
_BY_STATUS = {
    403: T("A firewall or web application firewall in front of {host} turned the event away with 403."),
    404: T("Something in front of {host} drops the path of the events and answers 404 itself."),
    405: T("Something in front of {host} does not let POST requests through to this path."),
    200: T("Something in front of {host} answers 200 to everything, and GitLab never sees the event."),
    502: T("The proxy in front of {host} does not get an answer from GitLab."),
    503: T("{host} is in maintenance mode or overloaded, and answered 503."),
}
_REDIRECTED = T(
    "{host} redirects the event ({status}): a sign-in wall, or http instead of https. A redirected event is lost."
)
_FOREIGN_401 = T(
    "A sign-in wall in front of {host} answered 401; GitLab's own answer would be empty and carry its request id."
)
_NOT_ALLOWED = T(
    "GitLab itself answered 404: the app is not on the integration allowlist, or the instance is older than 15.7."
)
_OTHER = T("{host} answered {status} where GitLab answers 401.")


def _meaning(page: Page) -> Text:
    if page.status == 401:
        return _FOREIGN_401
    if page.status == 404 and from_gitlab(page):
        return _NOT_ALLOWED
    if 300 <= page.status < 400:
        return _REDIRECTED
    return _BY_STATUS.get(page.status, _OTHER)


def _blocked(host: str, page: Page, root: str) -> Finding:
    facts = {"host": host, "status": str(page.status), "path": PATH}
    return Finding(
        "gitlab-events-blocked",
        Severity.BLOCKER,
        T("Install events do not reach GitLab"),
        Text(_meaning(page).message, facts),
        T(
            "Let POST requests to /-/jira_connect/events/* on {host} through to GitLab untouched, then check again.",
            host=host,
        ),
        SOURCE,
        facts,
        users_see=T("Could not be installed on the instance. Error response code {status}", status=page.status),
        seen_from=SeenFrom.DESKTOP,
        root=root,
    )


def _maintenance(host: str) -> Finding:
    return Finding(
        "gitlab-maintenance",
        Severity.BLOCKER,
        T("GitLab takes no changes right now"),
        T("{host} answered an event with 503: it is in maintenance mode or cannot work.", host=host),
        T(
            "Wait until the maintenance of {host} is over (Admin area, Settings, General, Maintenance mode), then "
            "check again.",
            host=host,
        ),
        "GitLab docs: GitLab maintenance mode",
        {"host": host, "status": "503", "path": PATH},
        users_see=T("Could not be installed on the instance. Error response code 503"),
        seen_from=SeenFrom.DESKTOP,
    )


async def root_of(page: Page, ports: Ports) -> str:
    """Return the finding behind GitLab's own 404, as far as this user may read the settings."""
    if page.status != 404 or not from_gitlab(page):
        return ""
    try:
        return "" if integration_allowed(await ports.gitlab.settings()) else "gitlab-integration-not-allowed"
    except PortError:
        return ""


async def _run(_answers: Answers, ports: Ports) -> Result:
    page = await ports.gitlab.page("POST", PATH)
    host = ports.gitlab.url.host
    if page.status == 401 and not page.body.strip() and from_gitlab(page):
        return Result(note=T("GitLab refuses an event without a token, as it must"))
    if page.status == 503 and from_gitlab(page):
        return Result((_maintenance(host),))
    return Result((_blocked(host, page, await root_of(page, ports)),))


CHECK = Check(
    id="gitlab-events-path",
    title=T("Install events reach GitLab"),
    why=T(
        "Jira's install event comes to this path, directly or through GitLab.com; an event that gets lost leaves "
        "the connection without its secret."
    ),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.own_gitlab,
    needs=("gitlab-reachable",),
    rank=540,
    posts=True,
)
