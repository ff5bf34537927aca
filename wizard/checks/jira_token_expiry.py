"""Check: the API token that is used at Jira lives on: the day was noted when it was made, for Jira does not tell.

Source: Atlassian support, Manage API tokens: tokens live for at most a year.
"""

from datetime import date

from wizard.checks._account_refusal import today
from wizard.checks._base import Check, Result
from wizard.checks.integration_token_expiry import SOON_DAYS
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.token_day import DayWrong, day_of, wrong

_SOURCE = "Atlassian support: Manage API tokens for your Atlassian account"


def _finding(code: str, severity: Severity, title: Text, cause: Text, fix: Text, facts: dict[str, str]) -> Finding:
    return Finding(code, severity, title, cause, fix, _SOURCE, facts, seen_from=SeenFrom.COMPUTED, page="jira")


def _soon(days: int, facts: dict[str, str]) -> Finding:
    return _finding(
        "jira-token-expires-soon",
        Severity.WARNING if days <= SOON_DAYS[1] else Severity.ADVICE,
        T("The Jira token ends in {days} days", days=days)
        if days > SOON_DAYS[-1]
        else T("The Jira token ends on {expires}", **facts),
        T(
            "The API token for {host} ends on {expires}. The connection goes on without it, but this program cannot "
            "look at Jira, check or undo anything afterwards.",
            **facts,
        ),
        T("Make a new token before {expires}, and enter it with its last day on the page Jira.", **facts),
        {**facts, "days": str(days)},
    )


def _over(facts: dict[str, str]) -> Finding:
    return _finding(
        "jira-token-day-over",
        Severity.WARNING,
        T("The day that was noted for the Jira token is over"),
        T("{expires} was noted as the last day of the token, and {host} still takes the one that is used.", **facts),
        T("Enter the last day of the token that is used now on the page Jira, or leave the field empty."),
        facts,
    )


def _too_far(facts: dict[str, str]) -> Finding:
    return _finding(
        "jira-token-day-too-far",
        Severity.WARNING,
        T("The day that was noted for the Jira token is too far away"),
        T("{expires} was noted as its last day, and Atlassian's API tokens live for a year at most.", **facts),
        T("Look up the day among your API tokens at id.atlassian.com and enter it on the page Jira."),
        facts,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    day, now = day_of(answers.jira.token_expires), today(ports)
    if day is None:
        return Result(note=T("no day was given on which it ends"))
    facts = {"host": ports.jira.url.host, "expires": day.isoformat()}
    note = T("until {expires}", expires=day.isoformat())
    unlikely = wrong(answers.jira.token_expires, now)
    if unlikely is not None:
        return Result((_over(facts) if unlikely is DayWrong.OVER else _too_far(facts),), note)
    return Result(_ending(day, now, facts), note)


def _ending(day: date, now: date, facts: dict[str, str]) -> tuple[Finding, ...]:
    days = (day - now).days
    return (_soon(days, facts),) if days <= SOON_DAYS[0] else ()


def _applies(answers: Answers) -> bool:
    return on_route.every(answers) and bool(answers.jira.token_expires.strip())


CHECK = Check(
    id="jira-token-expiry",
    title=T("The Jira token lives on"),
    why=T("Atlassian's tokens end after a year at most, and nobody looks at Jira with one that has ended."),
    seen_from=SeenFrom.COMPUTED,
    run=_run,
    applies=_applies,
    needs=("jira-user",),
    rank=611,
)
