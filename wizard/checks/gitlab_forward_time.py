"""Check: the instance answers an event of its proxy in time.

The proxy signs each event with a key made for it alone and waits for the answer; it forgets the key after five minutes.
An instance behind a queue answers too late now and then, and asks for a key that is gone.
Source: gitlabhq app/models/jira_connect/public_key.rb (five minutes) and proxy_lifecycle_event_service.rb.
"""

from wizard.checks._base import Check, Result
from wizard.checks.gitlab_events_path import PATH
from wizard.connect.through import front
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.errors import Unreachable
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T

SLOW_MS = 3000
"""An event without a token is refused before any work; whatever takes longer than this stands in a queue."""
_KEY_MINUTES = "5"


def _slow(host: str, proxy: str, took: str) -> Finding:
    facts = {"host": host, "proxy": proxy, "took": took, "minutes": _KEY_MINUTES, "path": PATH}
    return Finding(
        "gitlab-forward-slow",
        Severity.WARNING,
        T("{host} takes long to answer an event", **facts),
        T(
            "An event without a token, which needs no work, was answered after {took}. {proxy} waits for the answer "
            "to what it hands on, and forgets the key for it after {minutes} minutes: linking works at times, and "
            "ends with 401 or a network error at others.",
            **facts,
        ),
        T(
            "Find what holds {path} up on {host}: a queue of the reverse proxy, too few workers. When it is quick "
            "again, save the address of the instance in Jira once more.",
            **facts,
        ),
        "gitlabhq: jira_connect/public_key.rb, proxy_lifecycle_event_service.rb",
        facts,
        users_see=T("Could not be installed on the instance. Error response code 401"),
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    host, proxy = ports.gitlab.url.host, str(front(answers) or "")
    try:
        page = await ports.gitlab.page("POST", PATH)
    except Unreachable as lost:
        if lost.code != "network-timeout":
            raise
        return Result((_slow(host, proxy, "more than 30 s"),))
    if page.ms > SLOW_MS:
        return Result((_slow(host, proxy, f"{page.ms / 1000:.1f} s"),))
    return Result(note=T("{ms} ms", ms=f"{page.ms:.0f}"))


CHECK = Check(
    id="gitlab-forward-time",
    title=T("Events of the proxy are answered in time"),
    why=T("The proxy keeps the key of an event for five minutes, and waits for the answer less than one."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.leaf,
    needs=("gitlab-reachable",),
    rank=542,
    posts=True,
)
