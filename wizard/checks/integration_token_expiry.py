"""Check: the token of the integration lives on: the day was asked when it was made, for Jira does not tell.

Source: Atlassian support, Manage API tokens: tokens live for at most a year.
"""

from dataclasses import replace

from wizard.checks import _integration as shared
from wizard.checks._account_refusal import expired, last_day, today
from wizard.checks._base import Check, Result
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.integration_address import kept_for
from wizard.domain.ports import Ports
from wizard.domain.text import T

SOON_DAYS = (30, 7, 1)
"""From so many days on it is said; from the second on as a warning."""


def _soon(host: str, user: str, day: str, days: int) -> Finding:
    facts = {"host": host, "user": user, "expires": day, "days": str(days)}
    return Finding(
        "integration-token-expires-soon",
        Severity.WARNING if days <= SOON_DAYS[1] else Severity.ADVICE,
        T("The token of the integration ends in {days} days", days=days)
        if days > SOON_DAYS[-1]
        else T("The token of the integration ends on {expires}", expires=day),
        T("The token of {user} at {host} ends on {expires}; from then on GitLab writes nothing into Jira.", **facts),
        T("Make a new token as {user} before {expires}, enter it and apply the plan.", **facts),
        "Atlassian support: Manage API tokens for your Atlassian account",
        facts,
        seen_from=SeenFrom.COMPUTED,
        page="integration",
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    day = last_day(answers)
    if day is None:
        return Result(note=T("no day was given on which it ends"))
    host, user = shared.account_of(ports).url.host, kept_for(answers)
    days = (day - today(ports)).days
    if days < 0:
        # Whether Jira still takes it, the sign-in shows: then it is the day that is wrong.
        return Result((replace(expired(host, user, day), severity=Severity.WARNING),))
    note = T("until {expires}", expires=day.isoformat())
    return Result((_soon(host, user, day.isoformat(), days),) if days <= SOON_DAYS[0] else (), note)


def _applies(answers: Answers) -> bool:
    return shared.wanted(answers) and bool(answers.integration.token_expires)


CHECK = Check(
    id="integration-token-expiry",
    title=T("The token of the integration lives on"),
    why=T("Atlassian's tokens end after a year at most, and the integration then stops without a word."),
    seen_from=SeenFrom.COMPUTED,
    run=shared.of_account(_run),
    applies=_applies,
    needs=("integration-auth",),
    rank=604,
)
