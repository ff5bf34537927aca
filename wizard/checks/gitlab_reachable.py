"""Check: GitLab itself answers at this address, and no wall in front of it.

Source: GitLab docs, GitLab for Jira Cloud app, Prerequisites; gitlabhq
config/routes/jira_connect.rb: the app descriptor is served to everybody.
"""

from wizard.checks._base import Check, Result
from wizard.checks._descriptor import descriptor_of, descriptor_page, from_gitlab
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Page
from wizard.domain.ports import Ports
from wizard.domain.text import T

SLOW_MS = 1500
"""GitLab answers this page from memory; a second and a half is the road or an overloaded machine."""
_VERSION = "/api/v4/version"
SOURCE = "GitLab docs: GitLab for Jira Cloud app, Prerequisites"


def _not_gitlab(host: str, status: int, content_type: str) -> Finding:
    return Finding(
        "gitlab-not-answering",
        Severity.BLOCKER,
        T("Something else than GitLab answers at {host}", host=host),
        T(
            "The page with the app's description came back with status {status} and type {content_type}: a sign-in "
            "wall, a firewall page, or another program than GitLab.",
            status=status,
            content_type=content_type,
        ),
        T(
            "Open https://{host}/-/jira_connect/app_descriptor.json in a private browser window: it must show JSON "
            "without any sign-in. Exempt /-/jira_connect/* from the wall, or enter the address where GitLab itself "
            "answers.",
            host=host,
        ),
        SOURCE,
        {"host": host, "status": str(status), "content_type": content_type},
        users_see=T("Failed to update the GitLab instance"),
        seen_from=SeenFrom.DESKTOP,
    )


def _slow(host: str, seconds: str) -> Finding:
    return Finding(
        "network-slow",
        Severity.WARNING,
        T("{host} answers slowly", host=host),
        T("A page that costs GitLab nothing took {seconds} s from this computer.", seconds=seconds),
        T("Everything works, only later. If it is slow for everybody, look at the load of {host}.", host=host),
        SOURCE,
        {"host": host, "seconds": seconds},
        seen_from=SeenFrom.DESKTOP,
    )


def _no_api(host: str, page: Page) -> Finding:
    content_type = page.headers.get("content-type", "").partition(";")[0] or "none"
    facts = {"host": host, "status": str(page.status), "content_type": content_type}
    return Finding(
        "gitlab-not-answering",
        Severity.BLOCKER,
        T("Something else than GitLab answers at {host}", host=host),
        T(
            "GitLab's API came back with status {status} and type {content_type}: a sign-in wall, a firewall page, or "
            "another program than GitLab.",
            **facts,
        ),
        T("Enter the address where GitLab itself answers, or have {host}/api/v4 let through from here.", host=host),
        "GitLab REST API: Version",
        facts,
        seen_from=SeenFrom.DESKTOP,
    )


async def _api_answers(ports: Ports) -> Result:
    """Look at the API alone: nobody but this program and Git asks GitLab for anything."""
    page = await ports.gitlab.page("GET", _VERSION)
    api = from_gitlab(page) and page.status in (200, 401)
    slow = (_slow(ports.gitlab.url.host, f"{page.ms / 1000:.1f}"),) if api and page.ms > SLOW_MS else ()
    return Result(slow if api else (_no_api(ports.gitlab.url.host, page),), T("GitLab's API answers"))


async def _run(answers: Answers, ports: Ports) -> Result:
    if on_route.integration_alone(answers):
        return await _api_answers(ports)
    page = await descriptor_page(ports)
    found = descriptor_of(page)
    if found is not None:
        slow = (_slow(ports.gitlab.url.host, f"{page.ms / 1000:.1f}"),) if page.ms > SLOW_MS else ()
        return Result(slow, T("answers as {key}", key=found["key"]))
    # GitLab's own 404 here means that the integration is not allowed: other checks say so, and nothing is in the way.
    if page.status == 404 and from_gitlab(page):
        return Result(note=T("GitLab answers, but does not serve the app's description"))
    content_type = page.headers.get("content-type", "").partition(";")[0] or "none"
    return Result((_not_gitlab(ports.gitlab.url.host, page.status, content_type),))


CHECK = Check(
    id="gitlab-reachable",
    title=T("GitLab answers without a sign-in"),
    why=T("Jira, GitLab.com and browsers must reach /-/jira_connect of GitLab without any sign-in wall."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.led,
    needs=("tls-certificate",),
    rank=220,
)
