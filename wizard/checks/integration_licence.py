"""Check: the plan of GitLab's licence has what is wanted of the integration.

Source: GitLab docs, Jira issue integration: tiers of showing issues (Premium), of issues for vulnerabilities (Ultimate)
and of checks before a push (Premium).
"""

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.jira_integration import IntegrationAnswers
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text

PLANS = ("free", "premium", "ultimate")
_NAMES = {"free": "Free", "premium": "Premium", "ultimate": "Ultimate"}


def _too_low(host: str, plan: str, needed: str, what: Text) -> Finding:
    facts = {"host": host, "plan": _NAMES[plan], "needed": _NAMES[needed]}
    return Finding(
        "integration-licence-too-low",
        Severity.WARNING,
        T("GitLab {plan} does not do all that is wanted of the integration", **facts),
        Text(what.message, facts),
        T("Leave it out on the page Integration, or go on: GitLab keeps the setting and does nothing with it."),
        "GitLab docs: Jira issue integration",
        facts,
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


def _wanted(wanted: IntegrationAnswers) -> tuple[tuple[bool, str, Text], ...]:
    """Return what the answers want, the lowest plan that has it, and what to say where the plan is lower."""
    return (
        (
            bool(wanted.project_keys),
            "premium",
            T("Issues of Jira are shown in GitLab from {needed} on; the licence of {host} is {plan}."),
        ),
        (
            bool(wanted.push_checks),
            "premium",
            T("Pushes are checked for Jira issues from {needed} on; the licence of {host} is {plan}."),
        ),
        (
            bool(wanted.vulnerabilities_project),
            "ultimate",
            T("Issues for vulnerabilities are made with {needed}; the licence of {host} is {plan}."),
        ),
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    plan, host = await ports.gitlab.plan(), ports.gitlab.url.host
    if plan not in PLANS:
        return Result(note=T("this token cannot read the plan"))
    low = [
        _too_low(host, plan, needed, what)
        for asked, needed, what in _wanted(answers.integration)
        if asked and PLANS.index(plan) < PLANS.index(needed)
    ]
    return Result(tuple(low), T("{plan}", plan=_NAMES[plan]))


def _applies(answers: Answers) -> bool:
    wanted = answers.integration
    asked = any(some for some, _needed, _what in _wanted(wanted))
    return shared.wanted(answers) and asked and not (wanted.inherit or wanted.from_url or wanted.renew_password)


CHECK = Check(
    id="integration-licence",
    title=T("The licence has what is wanted of the integration"),
    why=T("GitLab takes settings that its plan does not have, and does nothing with them."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=_applies,
    needs=("gitlab-token",),
    rank=407,
    advised=True,
)
