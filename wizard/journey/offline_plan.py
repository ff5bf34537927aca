"""Makes the plan of a set-up without a network: the same changes, read from a world that is assumed."""

from dataclasses import dataclass

from wizard.checks import gitlab_version, integration_version, jira_install_era
from wizard.domain.answers import Answers
from wizard.domain.assumed import Assumption
from wizard.domain.findings import Finding
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.url import UrlError
from wizard.domain.version import Version
from wizard.journey import assumptions, byhand_run, planning
from wizard.journey.assumed_world import assumed_ports
from wizard.journey.values import Plan

NEWEST = Version(19, 1)
"""The release that is assumed where nobody names one."""
SESSION = "new"
_DECIDED = (gitlab_version.CHECK, integration_version.CHECK, jira_install_era.CHECK)
"""Checks that release, answers and dates answer: nobody has to look for them."""


@dataclass(frozen=True, slots=True)
class OfflinePlan:
    """A plan, and what it takes for given."""

    plan: Plan
    assumptions: tuple[Assumption, ...]
    unknown: tuple[Text, ...] = ()
    """What cannot be planned before somebody looks."""
    findings: tuple[Finding, ...] = ()
    """What the release and the calendar say of it already."""


async def offline_plan(answers: Answers, version: Version = NEWEST) -> OfflinePlan:
    """Return the plan for a GitLab of this release in which nothing is set. Raises: UrlError, PortError."""
    ports, gitlab = assumed_ports(answers, version)
    rows = await planning.rows(answers, ports, planning.marker_of(SESSION), planning.Past({}))
    tasks = byhand_run.rows(answers, version)
    plan = Plan(answers, rows, planning.decisions(rows), tasks)
    unknown = [
        T("Which projects “{where}” has is not known: each becomes a change when the plan is made online.", where=one)
        for one in dict.fromkeys(gitlab.listed)
    ]
    told = await _decided(answers, ports)
    return OfflinePlan(plan, await assumptions.read(answers, ports, rows), tuple(unknown), told)


async def _decided(answers: Answers, ports: Ports) -> tuple[Finding, ...]:
    results = [await check.run(answers, ports) for check in _DECIDED if check.applies(answers)]
    return tuple(finding for result in results for finding in result.findings)


def address_problem(answers: Answers) -> UrlError | None:
    """Return why the address of the GitLab cannot be used; None where it can."""
    try:
        assumed_ports(answers, NEWEST)
    except UrlError as error:
        return error
    return None
