"""What Atlassian's dates mean for a descriptor, whatever stands in it.

Source: Atlassian, "Connect end of support"; GitLab issues 562004 and 592890; RFC-129.
"""

from collections.abc import Iterator

from wizard.connect.descriptor_problem import DescriptorProblem, advice
from wizard.connect.descriptor_rules._base import Case
from wizard.domain.text import T

BLOCKED, ENDED = "2026-03-31", "2026-12-01"
_SOURCE = "Atlassian: Connect end of support"


def problems(case: Case) -> Iterator[DescriptorProblem]:
    if not case.today:
        return
    if case.today >= BLOCKED:
        reason = T("Since {day} Jira Cloud installs no descriptor of one's own, and lists no changed one", day=BLOCKED)
        fix = T("Use the Marketplace app, or a private Forge app. Do not remove an app that is installed already.")
    else:
        reason = T("From {day} on Jira Cloud installs no descriptor of one's own", day=BLOCKED)
        fix = T("Install it before, or plan for the Marketplace app.")
    yield advice("descriptor-private-blocked", (), reason, fix, _SOURCE)
    if case.today >= ENDED:
        reason = T("Atlassian ends the support of Connect in December 2026")
        yield advice("descriptor-connect-ended", (), reason, T("Plan the move to the Forge app."), _SOURCE)
