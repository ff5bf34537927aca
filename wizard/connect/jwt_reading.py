"""Connect tokens, read with a strict policy: one form, one algorithm a place, every claim checked.

Stricter than the libraries: no padding, no doubled members, no `crit`, no key named by the token, `exp` is needed.
Source: Atlassian Connect, "Understanding JWT for Connect apps"; gitlabhq lib/atlassian/jira_connect/jwt/asymmetric.rb
and symmetric.rb; RFC 7515, RFC 7519.
"""

import base64
import binascii
import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import HMACAlgorithm, RSAAlgorithm
from jwt.exceptions import PyJWTError

from wizard.connect.query_hash import CONTEXT, query_hash
from wizard.domain.gitlab import Json
from wizard.domain.secret import Secret
from wizard.domain.strict_json import JsonError, loads

_PART = re.compile(r"[A-Za-z0-9_-]*")
_KID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_KEYS_OF_ITS_OWN = ("jku", "jwk", "x5u", "x5c", "crit", "b64")
_SMALLEST_KEY_BITS = 2048

KeyOf = Callable[[str], str | None]
"""Gives the public key in PEM for a key id."""
SecretOf = Callable[[str], Secret | None]
"""Gives the shared secret of a tenant by its client key."""


class JwtError(Exception):
    """The token is refused; `code` says why and never holds a part of it.

    Codes: jwt-missing, jwt-two-tokens, jwt-too-long, jwt-form, jwt-algorithm, jwt-key, jwt-signature, jwt-issuer,
    jwt-audience, jwt-hash, jwt-time.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Policy:
    """How strict we are; `audiences` are the base URLs of the app, compared exactly as GitLab does."""

    base_path: str
    audiences: tuple[str, ...]
    leeway_s: float = 30.0
    max_lifetime_s: float = 3600.0
    max_token_bytes: int = 8192


@dataclass(frozen=True, slots=True)
class Token:
    """A token taken apart, nothing believed yet."""

    header: Mapping[str, Json]
    claims: Mapping[str, Json]
    signed: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """The request that a token came with."""

    method: str
    url: str


def choose(from_header: str | None, from_query: str | None) -> str:
    """Return the one token of a request.

    Raises: JwtError when there is none, or two that differ: who picks one of them can be led astray.
    """
    found = {token for token in (from_header, from_query) if token}
    if len(found) != 1:
        raise JwtError("jwt-two-tokens" if found else "jwt-missing")
    return found.pop()


def read(token: str, max_bytes: int = 8192) -> Token:
    """Return the parts of a compact token without believing any of them. Raises: JwtError."""
    if len(token) > max_bytes:
        raise JwtError("jwt-too-long")
    parts = token.split(".")
    if len(parts) != 3:
        raise JwtError("jwt-form")
    header, claims, signature = (_decoded(part) for part in parts)
    return Token(_object(header), _object(claims), f"{parts[0]}.{parts[1]}".encode("ascii"), signature)


def verify_lifecycle(
    token: str, request: Request, client_key: str, key_of: KeyOf, policy: Policy, now: float
) -> Mapping[str, Json]:
    """Return the claims of a lifecycle token, signed with Atlassian's or the proxy's key. Raises: JwtError."""
    found = read(token, policy.max_token_bytes)
    _expect_algorithm(found, "RS256")
    kid = found.header.get("kid")
    if not isinstance(kid, str) or not _KID.fullmatch(kid):
        raise JwtError("jwt-key")
    pem = key_of(kid)
    if pem is None or not signature_holds(found, pem):
        raise JwtError("jwt-key" if pem is None else "jwt-signature")
    _expect_times(found.claims, policy, now)
    _expect_audience(found.claims, policy)
    if not _same(found.claims.get("iss"), client_key):
        raise JwtError("jwt-issuer")
    _expect_hash(found.claims, query_hash(request.method, request.url, policy.base_path))
    return found.claims


def verify_iframe(token: str, request: Request, secret_of: SecretOf, policy: Policy, now: float) -> Mapping[str, Json]:
    """Return the claims of a page token, bound to this very request. Raises: JwtError."""
    expected = query_hash(request.method, request.url, policy.base_path)
    return _verify_shared(token, expected, secret_of, policy, now)


def verify_context(token: str, secret_of: SecretOf, policy: Policy, now: float) -> Mapping[str, Json]:
    """Return the claims of a context token, which is bound to a page and to no request. Raises: JwtError."""
    return _verify_shared(token, CONTEXT, secret_of, policy, now)


def _verify_shared(token: str, qsh: str, secret_of: SecretOf, policy: Policy, now: float) -> Mapping[str, Json]:
    found = read(token, policy.max_token_bytes)
    _expect_algorithm(found, "HS256")
    issuer = found.claims.get("iss")
    secret = secret_of(issuer) if isinstance(issuer, str) else None
    if secret is None:
        raise JwtError("jwt-issuer")
    if not secret_signature_holds(found, secret):
        raise JwtError("jwt-signature")
    _expect_times(found.claims, policy, now)
    _expect_hash(found.claims, qsh)
    return found.claims


def signature_holds(token: Token, pem: str) -> bool:
    """Tell whether an RS256 signature was made with the key of `pem`; keys under 2048 bits count for nothing."""
    algorithm = RSAAlgorithm(RSAAlgorithm.SHA256)
    try:
        key = algorithm.prepare_key(pem)
    except (PyJWTError, ValueError, TypeError):
        return False
    if not isinstance(key, RSAPublicKey) or key.key_size < _SMALLEST_KEY_BITS:
        return False
    try:
        return algorithm.verify(token.signed, key, token.signature)
    except InvalidSignature:
        return False


def secret_signature_holds(token: Token, secret: Secret) -> bool:
    """Tell whether an HS256 signature was made with the shared secret."""
    return HMACAlgorithm(HMACAlgorithm.SHA256).verify(token.signed, secret.reveal().encode(), token.signature)


def _decoded(part: str) -> bytes:
    if not _PART.fullmatch(part):
        raise JwtError("jwt-form")
    try:
        data = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except binascii.Error:
        raise JwtError("jwt-form") from None
    if base64.urlsafe_b64encode(data).rstrip(b"=") != part.encode("ascii"):
        raise JwtError("jwt-form")  # another spelling of the same bytes
    return data


def _object(data: bytes) -> Mapping[str, Json]:
    try:
        value = loads(data)
    except JsonError:
        raise JwtError("jwt-form") from None
    if not isinstance(value, dict):
        raise JwtError("jwt-form")
    return value


def _expect_algorithm(token: Token, algorithm: str) -> None:
    if token.header.get("alg") != algorithm or any(name in token.header for name in _KEYS_OF_ITS_OWN):
        raise JwtError("jwt-algorithm")


def _expect_times(claims: Mapping[str, Json], policy: Policy, now: float) -> None:
    times = {name: claims[name] for name in ("exp", "iat", "nbf") if name in claims}
    if "exp" not in times or any(type(value) not in (int, float) for value in times.values()):
        raise JwtError("jwt-time")
    at = cast("dict[str, float]", times)
    expired = at["exp"] + policy.leeway_s < now
    too_long = at["exp"] - at.get("iat", now) > policy.max_lifetime_s or at["exp"] - now > policy.max_lifetime_s
    ahead = max(at.get("iat", now), at.get("nbf", now)) - now > policy.leeway_s
    if expired or too_long or ahead:
        raise JwtError("jwt-time")


def _expect_audience(claims: Mapping[str, Json], policy: Policy) -> None:
    audience = claims.get("aud")
    named = audience if isinstance(audience, list) else [audience]
    if not any(one in policy.audiences for one in named if isinstance(one, str)):
        raise JwtError("jwt-audience")


def _expect_hash(claims: Mapping[str, Json], expected: str) -> None:
    if not _same(claims.get("qsh"), expected):
        raise JwtError("jwt-hash")


def _same(value: Json, expected: str) -> bool:
    return isinstance(value, str) and hmac.compare_digest(value.encode(), expected.encode())
