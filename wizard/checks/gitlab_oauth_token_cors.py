"""Check: browsers may fetch the sign-in token from the page in Jira (a CORS preflight passes).

Source: gitlabhq config/routes.rb: OPTIONS /oauth/token; GitLab issue 576250: proxies that drop OPTIONS
end in "Failed to sign in".
"""

from wizard.checks._base import Check, Result
from wizard.checks._descriptor import proxy_url_is
from wizard.connect.through import front
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T

PATH = "/oauth/token"


def _dropped(host: str, status: int, origin: str) -> Finding:
    return Finding(
        "gitlab-oauth-token-cors",
        Severity.WARNING,
        T("The browser's question before the sign-in gets no good answer"),
        T(
            "{host} answered {status} to OPTIONS {path} and did not allow {origin}: the proxy in front of GitLab "
            "drops OPTIONS requests, or the headers Access-Control-*.",
            host=host,
            status=status,
            path=PATH,
            origin=origin,
        ),
        T(
            "Let OPTIONS requests to {path} on {host} through to GitLab, and leave Access-Control-* headers alone.",
            path=PATH,
            host=host,
        ),
        "GitLab docs: GitLab for Jira Cloud app troubleshooting, Failed to sign in to GitLab",
        {"host": host, "status": str(status), "path": PATH},
        users_see=T("Failed to sign in to GitLab"),
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    origin = str(front(answers) or "")
    page = await ports.gitlab.page("OPTIONS", PATH, origin=origin, preflight="POST")
    allowed = page.headers.get("access-control-allow-origin", "")
    if 200 <= page.status < 300 and allowed in (origin, "*"):
        return Result(note=T("allowed for {origin}", origin=origin))
    if await proxy_url_is(ports, origin):
        return Result((_dropped(ports.gitlab.url.host, page.status, origin),))
    return Result(note=T("not allowed yet; the plan sets Jira Connect Proxy URL"))


CHECK = Check(
    id="gitlab-oauth-token-cors",
    title=T("Browsers may sign in from Jira's page"),
    why=T("The page in Jira fetches its token from GitLab; a browser asks first whether it may."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.through_a_server,
    needs=("gitlab-reachable",),
    rank=560,
)
