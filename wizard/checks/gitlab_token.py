"""Check: the token may do what the plan needs, and for long enough.

Source: GitLab docs, Personal access tokens, scopes; Admin Mode asks for the scope admin_mode on
administrator endpoints.
"""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime

from wizard.checks._base import Check, Result
from wizard.checks._nodes import TIMES, nodes_differ
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import TokenInfo
from wizard.domain.ports import Ports
from wizard.domain.text import TN, T

SOURCE = "GitLab docs: Personal access tokens, scopes"
SOON_DAYS = 7
_REFUSED = ("http-403", "http-403-scope")


def scope_missing(host: str, scopes: tuple[str, ...], missing: str) -> Finding:
    """Return the finding for a token that lacks a scope; the sign-in page says the same."""
    shown = ", ".join(scopes) or "-"
    return Finding(
        "gitlab-token-scope-missing",
        Severity.BLOCKER,
        T("The token lacks the scope {missing}", missing=missing),
        T(
            "The token has the scopes {shown}; what the wizard does on {host} needs {missing} too.",
            shown=shown,
            host=host,
            missing=missing,
        ),
        T(
            "Make a new personal access token on {host} (your avatar, Edit profile, Access tokens) with the scope "
            "{missing} besides those it has, and sign in with it.",
            host=host,
            missing=missing,
        ),
        SOURCE,
        {"host": host, "scopes": shown, "missing": missing},
        seen_from=SeenFrom.DESKTOP,
    )


def _inactive(host: str, token: TokenInfo) -> Finding:
    return Finding(
        "gitlab-token-invalid",
        Severity.BLOCKER,
        T("The token is not active any more"),
        T("{host} says that the token {name} was revoked or has expired.", host=host, name=token.name),
        T(
            "Make a new personal access token on {host} with the scope api, and with admin_mode where Admin Mode is "
            "on; then sign in with it.",
            host=host,
        ),
        SOURCE,
        {"host": host, "token": token.name},
        seen_from=SeenFrom.DESKTOP,
    )


def _expires_soon(host: str, token: TokenInfo, last_day: date, days: int) -> Finding:
    return Finding(
        "gitlab-token-expires-soon",
        Severity.WARNING,
        TN("The token expires in {n} day", "The token expires in {n} days", days),
        T(
            "The token {name} ends on {last_day}. The connection goes on without it, but this program cannot check "
            "or undo anything afterwards.",
            name=token.name,
            last_day=last_day.isoformat(),
        ),
        T(
            "Finish the set-up before {last_day}, or make a longer-lived token on {host}.",
            last_day=last_day.isoformat(),
            host=host,
        ),
        SOURCE,
        {"host": host, "token": token.name, "expires": last_day.isoformat(), "days": str(days)},
        seen_from=SeenFrom.DESKTOP,
    )


async def _lacks_admin_mode(ports: Ports, scopes: tuple[str, ...]) -> bool:
    """Tell whether an administrator is turned away although the token has the scope api."""
    if "admin_mode" in scopes or not (await ports.gitlab.user()).is_admin:
        return False
    try:
        await ports.gitlab.settings()
    except Refused as refused:
        return refused.code in _REFUSED
    return False


async def _asked(ports: Ports) -> tuple[TokenInfo | Refused, Sequence[bool]]:
    """Return what the token may do, or its refusal, and how it fared each time that it was sent."""
    token, known = await asyncio.gather(ports.gitlab.token(), ports.gitlab.knows_token(TIMES), return_exceptions=True)
    if isinstance(known, BaseException):
        raise known
    if isinstance(token, Refused) and token.code == "http-401":
        return token, (False, *known)
    if isinstance(token, BaseException):
        raise token
    return token, (True, *known)


async def _run(answers: Answers, ports: Ports) -> Result:
    host = ports.gitlab.url.host
    token, known = await _asked(ports)
    if any(known) and not all(known):
        return Result((nodes_differ(host, known),))
    if isinstance(token, Refused):
        raise token
    if not token.active:
        return Result((_inactive(host, token),))
    if token.scopes is not None and "api" not in token.scopes:
        return Result((scope_missing(host, token.scopes, "api"),))
    if not on_route.integration_alone(answers) and await _lacks_admin_mode(ports, token.scopes or ()):
        return Result((scope_missing(host, token.scopes or (), "admin_mode"),))
    shown = ", ".join(token.scopes) if token.scopes is not None else "?"
    if token.expires_at is None:
        return Result(note=T("token “{name}”: {scopes}", name=token.name, scopes=shown))
    days = (token.expires_at - datetime.fromtimestamp(ports.clock.now(), UTC).date()).days
    last_day = token.expires_at.isoformat()
    note = T("token “{name}”: {scopes}, until {last_day}", name=token.name, scopes=shown, last_day=last_day)
    return Result((_expires_soon(host, token, token.expires_at, days),) if days < SOON_DAYS else (), note)


CHECK = Check(
    id="gitlab-token",
    title=T("The GitLab token may do what is needed"),
    why=T("The plan and the branch of the test need the scope api; on an instance of your own, an administrator's."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.led,
    needs=("gitlab-reachable",),
    rank=300,
)
