"""Check: this computer and GitLab agree on the time.

Source: Atlassian Connect, "Understanding JWT for Connect apps": tokens live for minutes; libraries
allow 0 to 90 s of skew.
"""

from email.utils import parsedate_to_datetime

from wizard.checks._base import Check, Result
from wizard.checks._descriptor import descriptor_page
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T

LIMIT_S = 30


def _served_at(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp()
    except ValueError:
        return None


def _skewed(host: str, seconds: int) -> Finding:
    behind = {"host": host, "seconds": str(abs(seconds))}
    return Finding(
        "clock-skewed",
        Severity.WARNING,
        T("The clocks of this computer and {host} differ by {seconds} s", **behind),
        T(
            "{host} and this computer are {seconds} s apart. Signed messages between Jira and GitLab live for "
            "minutes: when it is GitLab's clock that is wrong, they are refused.",
            **behind,
        ),
        T(
            "Compare both with an exact clock; switch time synchronisation (NTP) on where it is wrong, on {host} "
            "first.",
            **behind,
        ),
        "Atlassian Connect: Understanding JWT for Connect apps",
        {"host": host, "seconds": str(seconds), "limit_s": str(LIMIT_S)},
        seen_from=SeenFrom.DESKTOP,
    )


def _apart(served: float, asked: float, ended: float) -> int:
    """Return by how much a date lies outside the time that its answer took; negative for one that is behind.

    It was written somewhere in between: an answer that took long, or was kept for a while, says nothing of the clocks.
    """
    return round(served - min(max(served, asked), ended))


async def _run(_answers: Answers, ports: Ports) -> Result:
    page = await descriptor_page(ports)
    served = _served_at(page.headers.get("date", ""))
    if served is None:
        return Result(note=T("the answer of GitLab carries no date"))
    now = ports.clock.now()
    seconds = _apart(served, *(page.between or (now, now)))
    if abs(seconds) > LIMIT_S:
        return Result((_skewed(ports.gitlab.url.host, seconds),))
    return Result(note=T("{seconds} s apart", seconds=abs(seconds)))


CHECK = Check(
    id="clock-skew",
    title=T("The clocks agree"),
    why=T("Signed messages carry times; clocks that differ make good ones look expired."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.every,
    needs=("gitlab-reachable",),
    rank=230,
)
