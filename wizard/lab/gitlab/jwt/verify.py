"""Decides whether a Connect token entitles the request that carries it."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from wizard.lab.gitlab.jwt.canonical import CONTEXT_QSH, query_hash
from wizard.lab.gitlab.jwt.policy import Policy
from wizard.lab.gitlab.jwt.token import (
    Token,
    TokenInvalid,
    check_hs256,
    check_rs256,
    check_times,
    read_token,
)

BASE_PATH: Final = "/-/jira_connect"
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_WIDE = re.compile(r"[A-Za-z0-9_\-/]+")

KeyFetch = Callable[[str], Awaitable[bytes | None]]
"""Gives the PEM of a key id, None when there is none."""
SecretOf = Callable[[str], str | None]
"""Gives the shared secret of a client key, None when it is unknown."""


class AudienceInvalid(TokenInvalid):
    """The token was made for somebody else, or for this instance under another name."""


async def verify_lifecycle(
    text: str,
    *,
    url: str,
    client_key: object,
    audiences: tuple[str, ...],
    now: float,
    policy: Policy,
    fetch_key: KeyFetch,
    wide_kid: bool = False,
) -> Mapping[str, Any]:
    """Return the claims of a token of an installed or uninstalled event (always a POST).

    Raises: TokenInvalid; the caller answers 401 whatever the reason.
    """
    token = read_token(text, policy)
    if token.header.get("alg") != "RS256":
        raise TokenInvalid("algorithm is not RS256")
    kid = token.header.get("kid")
    rule = _WIDE if (wide_kid if policy.wide_kid is None else policy.wide_kid) else _UUID
    if not isinstance(kid, str) or rule.fullmatch(kid) is None:
        raise TokenInvalid("kid has a bad form")
    pem = await fetch_key(kid)
    if not pem:
        raise TokenInvalid("public key not found")
    check_rs256(token, pem, policy)
    check_times(token.claims, now, policy)
    _check_audience(token.claims.get("aud"), audiences)
    if not isinstance(client_key, str) or not client_key or token.claims.get("iss") != client_key:
        raise TokenInvalid("issuer is not the client")
    if token.claims.get("qsh") != query_hash("POST", url, BASE_PATH):
        raise TokenInvalid("query string hash does not match")
    return token.claims


def verify_client(text: str, *, secret_of: SecretOf, now: float, policy: Policy) -> Token:
    """Return a token signed with the shared secret of its issuer; its qsh is not looked at.

    Raises: TokenInvalid.
    """
    token = read_token(text, policy)
    issuer = token.claims.get("iss")
    secret = secret_of(issuer) if isinstance(issuer, str) else None
    if secret is None:
        raise TokenInvalid("unknown client")
    check_hs256(token, secret)
    check_times(token.claims, now, policy)
    return token


def check_page_qsh(token: Token, method: str, url: str) -> None:
    """Raises: TokenInvalid unless the token was made for exactly this request."""
    if token.claims.get("qsh") != query_hash(method, url, BASE_PATH):
        raise TokenInvalid("query string hash does not match")


def check_context_qsh(token: Token) -> None:
    """Raises: TokenInvalid unless the token is a context token."""
    if token.claims.get("qsh") != CONTEXT_QSH:
        raise TokenInvalid("not a context token")


def _check_audience(aud: object, audiences: tuple[str, ...]) -> None:
    named = aud if isinstance(aud, list) else [aud]
    if not any(isinstance(name, str) and name in audiences for name in named):
        received = ", ".join(str(name) for name in named if name) or "<none>"
        raise AudienceInvalid(f"Invalid audience. Expected {', '.join(audiences)}, received {received}")
