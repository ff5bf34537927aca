"""Check: what the end of Atlassian Connect means for this route.

Source: Atlassian RFC-129 (end of support in December 2026); GitLab issue 592890 (the Marketplace app is a Forge
app since 18.10).
"""

from datetime import UTC, datetime

from wizard.checks._base import Check, Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T

CONNECT_ENDS = datetime(2027, 1, 1, tzinfo=UTC)
_BEFORE = T(
    "Atlassian ends its support for Connect in December 2026; the Marketplace app has been a Forge app with the same "
    "key since GitLab 18.10, so this route goes on."
)
_AFTER = T(
    "Atlassian ended its support for Connect in December 2026; the Marketplace app is a Forge app with the same key, "
    "so this route goes on."
)


async def _run(_answers: Answers, ports: Ports) -> Result:
    ended = ports.clock.now() >= CONNECT_ENDS.timestamp()
    finding = Finding(
        "jira-connect-ends",
        Severity.ADVICE,
        T("The end of Atlassian Connect does not end this route"),
        _AFTER if ended else _BEFORE,
        T(
            "If the app was on the site before, have a Jira admin approve its major update under Apps, Manage your "
            "apps."
        ),
        "Atlassian RFC-129; GitLab issue 592890",
        {"connect_support_ends": "2026-12"},
        seen_from=SeenFrom.COMPUTED,
    )
    return Result((finding,), T("this way stays: its app is of Atlassian's new kind, Forge"))


CHECK = Check(
    id="era-notice",
    title=T("What Atlassian changes"),
    why=T("Atlassian replaces Connect by Forge; some ways to install the app end with it."),
    seen_from=SeenFrom.COMPUTED,
    run=_run,
    applies=on_route.official_app,
    rank=810,
    advised=True,
)
