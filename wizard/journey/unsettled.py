"""An order that is sent once and whose end nobody told: it is looked for, and never sent again by itself.

A second order could make two of what was ordered. Until the first is seen, only a person gives it up: `desk.accept`.
"""

import time

from wizard.changes import Change
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.text import T
from wizard.journey.log import Record

LOOKING = T("nobody told how an earlier order ended: looking whether it came in")


class Unsettled(Exception):
    """An earlier order may still come in; nothing was sent."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def may_come_in(change: Change, record: Record | None) -> bool:
    """Tell whether an order of this change may still come in, as far as its journal knows."""
    return not change.repeats and record is not None and record.unsettled


def question(change: Change, record: Record) -> Finding:
    """Return what must be decided before this may be ordered again."""
    facts = {
        "change": change.id,
        "sent": time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(record.sent_at)),
    }
    return Finding(
        code="change-unsettled",
        severity=Severity.BLOCKER,
        title=T("An earlier install may still come in"),
        cause=T(
            "At {sent} UTC Jira was asked to install the app ({request}), and it did not tell how that ended. The "
            "app is not there yet. It was not ordered again: two orders make two secrets, and GitLab may keep the "
            "older one.",
            request=change.request,
            **facts,
        ),
        fix=T(
            "Wait some minutes and look again. If Jira shows no install at work under Apps, Manage your apps, give "
            "the first order up and order it again; the command for that is run with --order-again."
        ),
        source="Help: Undo and resume",
        facts=facts,
        check="plan",
        seen_from=SeenFrom.DESKTOP,
    )
