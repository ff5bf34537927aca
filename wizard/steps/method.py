"""Step: the route."""

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, Severity
from wizard.domain.route import OFFERED, TITLES
from wizard.domain.text import T, render
from wizard.steps._base import Field, Step, led_through


def _not_offered(answers: Answers) -> Finding:
    offered = ", ".join(route.value for route in OFFERED)
    return Finding(
        "route-not-offered",
        Severity.BLOCKER,
        T("This version does not lead through this route"),
        T(
            "The route {route} ({title}) is not part of this version.",
            route=answers.route.value,
            title=render(TITLES[answers.route]),
        ),
        T(
            "Choose another route on the page Method ({offered}), or follow GitLab's documentation by hand.",
            offered=offered,
        ),
        "GitLab docs: GitLab for Jira Cloud app",
        {"route": answers.route.value, "offered": offered},
    )


def _problems(answers: Answers) -> list[Finding]:
    return [] if led_through(answers) else [_not_offered(answers)]


STEP = Step(
    id="method",
    rank=500,
    title=T("How to connect"),
    lead=T("All ways are shown, each with what speaks for or against it here."),
    fields=(Field("route", T("Route"), T("The recommended one fits most instances."), "marketplace"),),
    problems=_problems,
)
