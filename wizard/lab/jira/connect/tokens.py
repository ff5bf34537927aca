"""Tokens the site signs for apps, and the reading of those that apps sign for the site."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import jwt
from jwt.types import Options

from wizard.lab.jira.connect.query_hash import query_hash

REQUEST_LIFETIME_S = 180
CONTEXT_LIFETIME_S = 15 * 60
LEEWAY_S = 3
_READ_ONLY_SIGNATURE: Options = {
    # Time is the lab's clock, so the library must not look at its own.
    "verify_exp": False,
    "verify_iat": False,
    "verify_nbf": False,
    "verify_aud": False,
    "verify_sub": False,
}


class TokenRefused(Exception):
    """The token does not prove who calls; the text is for the lab's own record, never for the caller."""


def request_claims(method: str, url: str, base_url: str, *, issuer: str, now: float) -> dict[str, Any]:
    """Return the claims that bind a token to one request below the app's base URL."""
    parts = urlsplit(url)
    return {
        "iss": issuer,
        "iat": int(now),
        "exp": int(now) + REQUEST_LIFETIME_S,
        "qsh": query_hash(method, parts.path, parts.query, urlsplit(base_url).path),
        "context": {},
    }


def context_claims(*, issuer: str, account_id: str, now: float) -> dict[str, Any]:
    """Return the claims of a token that the app's page sends to its own server."""
    return {
        "iss": issuer,
        "sub": account_id,
        "iat": int(now),
        "exp": int(now) + CONTEXT_LIFETIME_S,
        "qsh": "context-qsh",
        "context": {},
    }


def sign_shared(claims: Mapping[str, Any], secret: str) -> str:
    """Return an HS256 token."""
    return jwt.encode(dict(claims), secret, algorithm="HS256")


def claimed_issuer(token: str) -> str:
    """Return `iss` before anything is verified, to find the secret.

    Raises: `TokenRefused` when it is no HS256 token or names no issuer.
    """
    try:
        if jwt.get_unverified_header(token).get("alg") != "HS256":
            raise TokenRefused("algorithm is not HS256")
        issuer = jwt.decode(token, options={"verify_signature": False}).get("iss")
    except jwt.PyJWTError as error:
        raise TokenRefused("malformed") from error
    if not isinstance(issuer, str) or not issuer:
        raise TokenRefused("no issuer")
    return issuer


def verify_request(token: str, secret: str, *, qsh: str, now: float) -> dict[str, Any]:
    """Return the claims of a token made for exactly this request.

    Raises: `TokenRefused` for a wrong signature, a wrong query hash, or an expired token.
    """
    try:
        claims: dict[str, Any] = jwt.decode(token, secret, algorithms=["HS256"], options=_READ_ONLY_SIGNATURE)
    except jwt.PyJWTError as error:
        raise TokenRefused("signature") from error
    expires = claims.get("exp")
    if isinstance(expires, bool) or not isinstance(expires, int | float) or expires + LEEWAY_S <= now:
        raise TokenRefused("expired")
    if claims.get("qsh") != qsh:
        raise TokenRefused("query hash")
    return claims
