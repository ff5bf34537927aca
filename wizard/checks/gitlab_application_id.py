"""Check: the page of GitLab.com, or of an own proxy, may read the Application ID from this instance.

Source: GitLab docs, GitLab for Jira Cloud app troubleshooting, "Failed to load Jira Connect Application ID"; gitlabhq
spec/requests/jira_connect/oauth_application_ids_controller_spec.rb.
"""

from wizard.checks._base import Check, Result
from wizard.checks._descriptor import proxy_url_is
from wizard.checks.gitlab_events_path import root_of
from wizard.connect.through import front
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Page
from wizard.domain.ports import Ports
from wizard.domain.strict_json import JsonError, loads
from wizard.domain.text import T

PATH = "/-/jira_connect/oauth_application_id"
SOURCE = "GitLab docs: GitLab for Jira Cloud app troubleshooting, Failed to load Jira Connect Application ID"
_USERS_SEE = T("Failed to load Jira Connect Application ID. Please try again.")


def _blocked(host: str, status: int, root: str) -> Finding:
    return Finding(
        "gitlab-application-id-blocked",
        Severity.BLOCKER,
        T("The Application ID cannot be read from outside"),
        T(
            "{host} answered {status} and a page of its own instead of the Application ID: a firewall or a sign-in "
            "wall stands in front of this path.",
            host=host,
            status=status,
        ),
        T(
            "Let GET and OPTIONS requests to {path} on {host} through without a sign-in, then check again.",
            path=PATH,
            host=host,
        ),
        SOURCE,
        {"host": host, "status": str(status), "path": PATH},
        users_see=_USERS_SEE,
        seen_from=SeenFrom.DESKTOP,
        root=root,
    )


def _wrong_origin(host: str, allowed: str, wanted: str) -> Finding:
    return Finding(
        "gitlab-application-id-cors",
        Severity.BLOCKER,
        T("The page of {wanted} may not read the Application ID", wanted=wanted),
        T(
            "{host} gives the Application ID, but names {allowed} as allowed origin where {wanted} must stand: the "
            "proxy in front of GitLab drops or changes the header Access-Control-Allow-Origin.",
            host=host,
            allowed=allowed,
            wanted=wanted,
        ),
        T(
            "Have the proxy in front of {host} leave Access-Control-* headers as GitLab sends them, then check again.",
            host=host,
        ),
        SOURCE,
        {"host": host, "allowed_origin": allowed, "path": PATH},
        users_see=_USERS_SEE,
        seen_from=SeenFrom.DESKTOP,
    )


def _application_id(page: Page) -> str | None:
    try:
        value = loads(page.body)
    except JsonError:
        return None
    found = value.get("application_id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None


async def _run(answers: Answers, ports: Ports) -> Result:
    host, origin = ports.gitlab.url.host, str(front(answers) or "")
    page = await ports.gitlab.page("GET", PATH, origin=origin)
    if page.status == 404 and not page.body.strip():
        return Result(note=T("not set yet; the plan sets it"))
    if page.status != 200 or _application_id(page) is None:
        return Result((_blocked(host, page.status, await root_of(page, ports)),))
    allowed = page.headers.get("access-control-allow-origin", "")
    if allowed == origin:
        return Result(note=T("readable for {origin}", origin=origin))
    if await proxy_url_is(ports, origin):
        return Result((_wrong_origin(host, allowed or "-", origin),))
    return Result(note=T("readable; for {origin} once the plan has set Jira Connect Proxy URL", origin=origin))


CHECK = Check(
    id="gitlab-application-id",
    title=T("The Application ID can be read from Jira's page"),
    why=T("The page in Jira asks the instance for it before anybody can sign in."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.through_a_server,
    needs=("gitlab-reachable",),
    rank=550,
)
