"""Check: GitLab does not live below a path, which the Jira issue integration does not support.

Source: GitLab docs, Jira issue integration, Prerequisites.
"""

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T


def _below(address: str, root: str) -> Finding:
    facts = {"address": address, "root": root}
    return Finding(
        "integration-relative-url",
        Severity.BLOCKER,
        T("The Jira issue integration does not work for a GitLab below {root}", root=root),
        T(
            "{address} lives below a path (a relative URL). GitLab's documentation excludes that for this integration.",
            **facts,
        ),
        T("Give GitLab a host of its own without a path (external_url), then enter the new address here."),
        "GitLab docs: Jira issue integration, Prerequisites",
        facts,
        seen_from=SeenFrom.COMPUTED,
    )


async def _run(_answers: Answers, ports: Ports) -> Result:
    url = ports.gitlab.url
    found = (_below(str(url), url.path),) if url.path else ()
    return Result(found, T("{host}, without a path", host=url.host))


CHECK = Check(
    id="integration-relative-url",
    title=T("GitLab lives at the root of its host"),
    why=T("The Jira issue integration does not support a GitLab below a path."),
    seen_from=SeenFrom.COMPUTED,
    run=_run,
    applies=shared.wanted,
    rank=112,
)
