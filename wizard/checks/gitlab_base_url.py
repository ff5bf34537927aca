"""Check: GitLab knows itself by the address that people and Jira use.

Source: GitLab docs, GitLab for Jira Cloud app administration, "Invalid audience": a reverse proxy whose name differs
from external_url needs Jira Connect Additional Audience URL (17.7) or the public Host header.
"""

from wizard.checks._base import Check, Result
from wizard.checks._descriptor import descriptor_of, descriptor_page, host_of
from wizard.connect.identity import audience
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.url import UrlError, parse
from wizard.domain.version import AUDIENCE_SINCE

SOURCE = "GitLab docs: GitLab for Jira Cloud app administration, Invalid audience"


def _differs(host: str, own_host: str, *, can_add_audience: bool) -> Finding:
    facts = {"host": host, "base_url_host": own_host}
    return Finding(
        "gitlab-base-url-differs",
        Severity.WARNING if can_add_audience else Severity.BLOCKER,
        T("GitLab calls itself {base_url_host}, not {host}", **facts),
        T(
            "GitLab's external URL has the host {base_url_host}, but you reach it as {host}. Jira's events come for "
            "{host}, and GitLab refuses what is not addressed to itself.",
            **facts,
        ),
        _fix(facts, can_add_audience=can_add_audience),
        SOURCE,
        facts,
        users_see=T(
            "Invalid audience. Expected https://{host}/-/jira_connect, received https://{base_url_host}/-/jira_connect",
            **facts,
        ),
        seen_from=SeenFrom.DESKTOP,
    )


def _fix(facts: dict[str, str], *, can_add_audience: bool) -> Text:
    if can_add_audience:
        return T(
            "Apply sets Jira Connect Additional Audience URL to https://{host}. Better still: have the proxy in "
            "front of GitLab pass the Host header {host}, or set external_url to it.",
            **facts,
        )
    return T(
        "Have the proxy in front of GitLab pass the Host header {host} (proxy_set_header Host {host}), or set "
        "external_url to https://{host}, or enter {base_url_host} here if that is public. From GitLab 17.7 on a "
        "setting does it.",
        **facts,
    )


def _same(base_url: str, expected: str) -> bool:
    try:
        return str(parse(base_url)) == expected
    except UrlError:
        return False


async def _run(_answers: Answers, ports: Ports) -> Result:
    found = descriptor_of(await descriptor_page(ports))
    if found is None:
        return Result(note=T("GitLab does not serve the app's description"))
    url, base_url = ports.gitlab.url, str(found["baseUrl"])
    if _same(base_url, audience(url)):
        return Result(note=T("{base_url}", base_url=base_url))
    metadata = await ports.gitlab.metadata()
    own_host = host_of(base_url)
    shown = own_host if own_host != url.host else base_url
    return Result((_differs(url.host, shown, can_add_audience=metadata.version >= AUDIENCE_SINCE),))


CHECK = Check(
    id="gitlab-base-url",
    title=T("GitLab knows itself by this address"),
    why=T("Jira's events carry the address as audience; GitLab refuses them when it calls itself otherwise."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.own_gitlab,
    needs=("gitlab-token",),
    rank=530,
)
