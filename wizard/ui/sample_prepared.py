"""The part of the sample desk that holds a prepared plan against a world."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from wizard.connect.descriptor_making import DescriptorInput, as_bytes, make
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Json
from wizard.domain.text import T
from wizard.domain.url import Url, parse
from wizard.domain.version import Version
from wizard.journey.descriptor_port import ServedDescriptor
from wizard.journey.values import Plan

_HERE = parse("https://gitlab.example.com")
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


class SampleDescriptors:
    """A served descriptor of 17.2, and the one of 16.1 that was installed."""

    def __init__(self) -> None:
        self.status, self.kept = 200, True
        self.lost: PortError | None = None

    async def served(self, url: Url) -> ServedDescriptor:
        if self.lost is not None:
            raise self.lost
        body = as_bytes(make(DescriptorInput(_HERE, Version(17, 2))))
        return ServedDescriptor(f"{url}/-/jira_connect/app_descriptor.json", self.status, body, "application/json")

    async def installed(self, _answers: Answers) -> Mapping[str, Json] | None:
        return make(DescriptorInput(_HERE, Version(16, 1))) if self.kept else None


class SamplePrepared:
    @cached_property
    def descriptors(self) -> SampleDescriptors:
        return SampleDescriptors()

    held: tuple[Finding, ...] = ()
    """What is other than a prepared plan assumed."""

    async def held_against(self, _plan: Plan, _assumed: Mapping[str, str], *, as_found: bool) -> Sequence[Finding]:
        return tuple(replace(one, severity=Severity.ADVICE) if as_found else one for one in self.held)
