"""Check: Jira takes the sign-in of each user that a move gives to places besides the main one.

Source: GitLab docs, Migrate from Jira Server to Jira Cloud: each project signs in with a user and token of its own.
"""

from asyncio import gather

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.integration_address import other_users
from wizard.domain.jira_account import JiraAccount
from wizard.domain.ports import Ports
from wizard.domain.text import TN, T

_SOURCE = "GitLab docs: Migrate from Jira Server to Jira Cloud in GitLab"


def _missing(user: str) -> Finding:
    return Finding(
        "integration-user-without-token",
        Severity.BLOCKER,
        T("There is no token of {user}", user=user),
        T("Places shall sign in as {user}, and a token of another user is never sent with this name.", user=user),
        T(
            "Enter a token of {user} on the page Integration, or give it in the environment as the help says.",
            user=user,
        ),
        _SOURCE,
        {"user": user},
        seen_from=SeenFrom.COMPUTED,
        page="integration",
    )


def _refused(user: str, host: str, said: str) -> Finding:
    facts = {"user": user, "host": host, "said": said}
    return Finding(
        "integration-user-refused",
        Severity.BLOCKER,
        T("Jira does not take the token of {user}", user=user),
        T("{host} answered {said} when it was asked who {user} is.", **facts),
        T("Make a new token as {user}, give it here, and look again.", user=user),
        _SOURCE,
        facts,
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


async def _look(user: str, account: JiraAccount | None) -> Finding | None:
    if account is None:
        return _missing(user)
    try:
        await account.myself()
    except Refused as error:
        if error.code not in ("http-401", "http-403"):
            raise
        return _refused(user, account.url.host, error.code.removeprefix("http-"))
    return None


async def _run(answers: Answers, ports: Ports) -> Result:
    users = other_users(answers)
    found = await gather(*(_look(user, ports.accounts.get(user)) for user in users))
    return Result(tuple(one for one in found if one is not None), TN("{n} more user", "{n} more users", len(users)))


def _applies(answers: Answers) -> bool:
    return shared.wanted(answers) and bool(other_users(answers))


CHECK = Check(
    id="integration-new-users",
    title=T("Jira takes the sign-in of every new user"),
    why=T("GitLab saves a wrong token without a word, and its project then mentions nothing."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=_applies,
    needs=("integration-sign-in",),
    rank=607,
)
