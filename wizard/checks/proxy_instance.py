"""Check: the proxy answers as a GitLab, and its app has the key by which this instance will call itself.

Source: gitlabhq lib/atlassian/jira_connect.rb: behind a proxy the key is made of the proxy's host and path; the proxy
makes its own of its host alone, or of the server that it names as its proxy in turn.
"""

from wizard.checks._base import Check, Result
from wizard.connect.descriptor import DESCRIPTOR_PATH, descriptor_of
from wizard.connect.identity import app_key
from wizard.connect.through import front
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T

SOURCE = "GitLab docs: Configure your GitLab instance to serve as a proxy"


def _not_answering(proxy: str, status: int) -> Finding:
    facts = {"proxy": proxy, "status": str(status), "path": DESCRIPTOR_PATH}
    return Finding(
        "proxy-not-answering",
        Severity.BLOCKER,
        T("No GitLab serves its app at {proxy}", **facts),
        T(
            "{path} at {proxy} came back with status {status} and without an app's description: another program, a "
            "sign-in wall, or a GitLab whose integration allowlist leaves this app out.",
            **facts,
        ),
        T(
            "Correct the address of the proxy on the page Method; if it is right, let {path} there through without a "
            "sign-in.",
            **facts,
        ),
        SOURCE,
        facts,
        users_see=T("Could not be installed on the instance. Error response code 401"),
        seen_from=SeenFrom.DESKTOP,
        page="method",
        fix_here=T(
            "Correct the address of the proxy; if it is right, let {path} there through without a sign-in.", **facts
        ),
    )


def _other_key(proxy: str, key: str, wanted: str) -> Finding:
    facts = {"proxy": proxy, "key": key, "wanted": wanted}
    return Finding(
        "proxy-app-key-differs",
        Severity.BLOCKER,
        T("The proxy's app has another key than this instance would use"),
        T(
            "{proxy} serves the key {key}, and an instance behind it calls itself {wanted}: Jira refuses what is "
            "signed with the other name. A proxy that is itself behind GitLab.com, or that lives below a path, "
            "does this.",
            **facts,
        ),
        T(
            "On {proxy} clear Jira Connect Proxy URL and serve GitLab at the root of its host; then set it up with the "
            "route proxy, and check again here.",
            **facts,
        ),
        SOURCE,
        facts,
        users_see=T("Failed to load Jira Connect Application ID. Please try again."),
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    server = front(answers)
    proxy = str(server or "")
    page = await ports.gitlab.page("GET", DESCRIPTOR_PATH, of=server)
    found = descriptor_of(page)
    if found is None:
        return Result((_not_answering(proxy, page.status),))
    key, wanted = str(found["key"])[:200], app_key(proxy)
    if key != wanted:
        return Result((_other_key(proxy, key, wanted),))
    return Result(note=T("{proxy} serves {key}", proxy=proxy, key=key))


CHECK = Check(
    id="proxy-instance",
    title=T("The proxy is a GitLab whose app fits"),
    why=T("This instance signs with the key of the proxy's app; Jira takes no other."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.leaf,
    rank=530,
)
