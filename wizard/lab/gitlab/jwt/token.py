"""Reads and writes compact JWS tokens, HS256 and RS256 only."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from wizard.lab.gitlab.jwt.policy import Policy

_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


class TokenInvalid(Exception):
    """The token is not to be believed; the text says why and never quotes the token."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token taken apart; nothing in it is proven yet."""

    header: Mapping[str, Any]
    claims: Mapping[str, Any]
    signed: bytes
    signature: bytes


def read_token(text: str, policy: Policy) -> Token:
    """Return the parts of a compact token.

    Raises: TokenInvalid for anything but three base64url parts holding two JSON objects without repeated names.
    """
    if len(text) > policy.max_token_bytes:
        raise TokenInvalid("token too long")
    if _COMPACT.fullmatch(text) is None:
        raise TokenInvalid("not a compact token")
    header, claims, signature = text.split(".")
    token = Token(_object(header), _object(claims), text.rpartition(".")[0].encode(), _bytes(signature))
    if "crit" in token.header:
        raise TokenInvalid("unknown critical header")
    return token


def check_hs256(token: Token, secret: str) -> None:
    """Raises: TokenInvalid unless the token is signed with this shared secret."""
    if token.header.get("alg") != "HS256":
        raise TokenInvalid("algorithm is not HS256")
    expected = hmac.digest(secret.encode(), token.signed, "sha256")
    if not hmac.compare_digest(expected, token.signature):
        raise TokenInvalid("signature does not match")


def check_rs256(token: Token, pem: bytes, policy: Policy) -> None:
    """Raises: TokenInvalid unless the token is signed with the private half of this key."""
    if token.header.get("alg") != "RS256":
        raise TokenInvalid("algorithm is not RS256")
    try:
        key = load_pem_public_key(pem)
    except ValueError as error:
        raise TokenInvalid("public key unreadable") from error
    if not isinstance(key, RSAPublicKey) or key.key_size < policy.min_key_bits:
        raise TokenInvalid("public key too weak")
    try:
        key.verify(token.signature, token.signed, PKCS1v15(), hashes.SHA256())
    except InvalidSignature as error:
        raise TokenInvalid("signature does not match") from error


def check_times(claims: Mapping[str, Any], now: float, policy: Policy) -> None:
    """Raises: TokenInvalid when the token is expired, not valid yet, too long-lived, or its times are no numbers."""
    for name in ("exp", "iat", "nbf"):
        if name in claims and (isinstance(claims[name], bool) or not isinstance(claims[name], int | float)):
            raise TokenInvalid(f"{name} is not a number")
    if policy.require_exp and "exp" not in claims:
        raise TokenInvalid("exp missing")
    if "exp" in claims and claims["exp"] + policy.leeway_s <= now:
        raise TokenInvalid("expired")
    if any(claims[name] - policy.leeway_s > now for name in ("iat", "nbf") if name in claims):
        raise TokenInvalid("not valid yet")
    if policy.max_lifetime_s is not None and claims.get("exp", now) - now > policy.max_lifetime_s:
        raise TokenInvalid("lives too long")


def sign_hs256(claims: Mapping[str, Any], secret: str) -> str:
    """Return a token signed with a shared secret."""
    signed = _signing_input({"typ": "JWT", "alg": "HS256"}, claims)
    return signed + "." + _text(hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest())


def sign_rs256(claims: Mapping[str, Any], key: RSAPrivateKey, kid: str) -> str:
    """Return a token signed with a private key; `kid` names its public half."""
    signed = _signing_input({"typ": "JWT", "alg": "RS256", "kid": kid}, claims)
    return signed + "." + _text(key.sign(signed.encode(), PKCS1v15(), hashes.SHA256()))


def _signing_input(header: Mapping[str, Any], claims: Mapping[str, Any]) -> str:
    return ".".join(_text(json.dumps(part, separators=(",", ":")).encode()) for part in (header, claims))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise TokenInvalid("not base64url") from error


def _object(text: str) -> Mapping[str, Any]:
    try:
        value = json.loads(_bytes(text), object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError) as error:
        raise TokenInvalid("not JSON") from error
    if not isinstance(value, dict):
        raise TokenInvalid("not a JSON object")
    return value


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen = dict(pairs)
    if len(seen) != len(pairs):
        raise TokenInvalid("a name stands twice")
    return seen
