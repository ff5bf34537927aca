"""Check: a GitLab that serves others lives at the root of its host, so that all of them use one key.

Source: gitlabhq lib/atlassian/jira_connect.rb: an instance behind a proxy makes the key of the proxy's host and path,
and the proxy itself of its host alone.
"""

from wizard.checks._base import Check, Result
from wizard.connect.identity import app_key
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.domain.url import Url


def _below_path(url: Url) -> Finding:
    facts = {"address": str(url), "path": url.path, "key": app_key(url.host), "other": app_key(str(url))}
    return Finding(
        "gitlab-proxy-below-path",
        Severity.BLOCKER,
        T("A GitLab below a path cannot serve others"),
        T(
            "Jira would have the app {key}, and every instance behind {address} would call itself {other}, path "
            "included: none of them could send anything.",
            **facts,
        ),
        T(
            "Serve this GitLab at the root of a host of its own, without {path}, and enter that address on the page "
            "GitLab; or let another instance be the proxy.",
            **facts,
        ),
        "gitlabhq: lib/atlassian/jira_connect.rb",
        facts,
        users_see=T("Failed to load Jira Connect Application ID. Please try again."),
        seen_from=SeenFrom.COMPUTED,
    )


async def _run(_answers: Answers, ports: Ports) -> Result:
    url = ports.gitlab.url
    if app_key(url.host) != app_key(str(url)):
        return Result((_below_path(url),))
    return Result(note=T("all of them are {key}", key=app_key(url.host)))


CHECK = Check(
    id="gitlab-proxy-root",
    title=T("This GitLab and those behind it use one key"),
    why=T("Instances behind a proxy make their key of its whole address, and it makes its own of its host alone."),
    seen_from=SeenFrom.COMPUTED,
    run=_run,
    applies=on_route.proxy,
    rank=112,
)
