"""Check: the path where the proxy gives the keys of what it hands on is open.

Source: gitlabhq app/controllers/jira_connect/public_keys_controller.rb: a key that is not known, no longer known, or
not kept at all is an empty 404; so GitLab's own 404 says that the path is open, and nothing of the storage.
"""

from wizard.checks._base import Check, Result
from wizard.checks._descriptor import from_gitlab
from wizard.connect.through import front
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T

PATH = "/-/jira_connect/public_keys/00000000-0000-4000-8000-000000000000"
"""A key that nobody has."""


def _blocked(proxy: str, host: str, status: int) -> Finding:
    facts = {"proxy": proxy, "host": host, "status": str(status), "path": "/-/jira_connect/public_keys/*"}
    return Finding(
        "proxy-public-keys-blocked",
        Severity.BLOCKER,
        T("The proxy's keys cannot be fetched"),
        T(
            "{proxy} answered {status} to a request for a key, and GitLab itself would answer an empty 404: a wall in "
            "front of it keeps {host} from verifying what the proxy hands on.",
            **facts,
        ),
        T("Let GET requests to {path} on {proxy} through to GitLab without a sign-in, then check again.", **facts),
        "GitLab docs: Configure your GitLab instance to serve as a proxy",
        facts,
        users_see=T("Could not be installed on the instance. Error response code 401"),
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    server = front(answers)
    page = await ports.gitlab.page("GET", PATH, of=server)
    if page.status != 404 or page.body.strip() or not from_gitlab(page):
        return Result((_blocked(str(server or ""), ports.gitlab.url.host, page.status),))
    return Result(note=T("open; whether the proxy keeps keys, its own administrator sees"))


CHECK = Check(
    id="proxy-public-keys",
    title=T("The proxy's keys can be fetched"),
    why=T("With them this instance verifies the install event that the proxy hands on; each lives five minutes."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.leaf,
    needs=("proxy-instance",),
    rank=535,
)
