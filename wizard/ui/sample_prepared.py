"""The part of the sample desk that holds a prepared plan against a world."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.text import T
from wizard.journey.values import Plan

OTHER = Finding(
    "plan-other-than-prepared",
    Severity.BLOCKER,
    T("The plan is another one than was prepared"),
    T(
        "Read online, other values are changed than in the file. New: {more}. No longer needed: {fewer}.",
        more="gitlab-proxy-url",
        fewer="-",
    ),
    T("Read the changes of the plan. Go on with them by taking what was found (--as-found), or prepare it anew."),
    "Help: Plan offline",
    {"more": "gitlab-proxy-url", "fewer": "-"},
    check="plan",
    seen_from=SeenFrom.DESKTOP,
)


class SamplePrepared:
    held: tuple[Finding, ...] = ()
    """What is other than a prepared plan assumed."""

    async def held_against(self, _plan: Plan, _assumed: Mapping[str, str], *, as_found: bool) -> Sequence[Finding]:
        return tuple(replace(one, severity=Severity.ADVICE) if as_found else one for one in self.held)
