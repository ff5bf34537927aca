"""Makes the plan of a set-up without a network: the same changes, read from a world that is assumed."""

from dataclasses import dataclass

from wizard.domain.answers import Answers
from wizard.domain.assumed import Assumption
from wizard.domain.text import T, Text
from wizard.domain.url import UrlError
from wizard.domain.version import Version
from wizard.journey import assumptions, byhand_run, planning
from wizard.journey.assumed_world import assumed_ports
from wizard.journey.values import Plan

NEWEST = Version(19, 1)
"""The release that is assumed where nobody names one."""
SESSION = "new"


@dataclass(frozen=True, slots=True)
class OfflinePlan:
    """A plan, and what it takes for given."""

    plan: Plan
    assumptions: tuple[Assumption, ...]
    unknown: tuple[Text, ...] = ()
    """What cannot be planned before somebody looks."""


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
    return OfflinePlan(plan, await assumptions.read(answers, ports, rows), tuple(unknown))


def address_problem(answers: Answers) -> UrlError | None:
    """Return why the address of the GitLab cannot be used; None where it can."""
    try:
        assumed_ports(answers, NEWEST)
    except UrlError as error:
        return error
    return None
