"""OAuth 2 for a program on a desktop: PKCE, state, and the answer that a browser brings to a loopback address.

Source: RFC 6749, RFC 7636 (S256 only), RFC 8252 section 7.3 and 8, RFC 9207 (`iss`).
"""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import Enum
from typing import Protocol
from urllib.parse import parse_qsl, urlencode

from wizard.domain.secret import BearerSecret, Secret
from wizard.domain.url import Url

CALLBACK_PATH = "/callback"
REGISTERED_REDIRECT = f"http://127.0.0.1{CALLBACK_PATH}"
"""What the application is registered with; on loopback addresses servers take any port."""
SCOPES = "api"
WAIT_S = 300.0
_CLIENT_ID = re.compile(r"[0-9A-Za-z_-]{8,128}")
_LONGEST_SAID = 300


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to sign in; state and verifier belong to it alone."""

    state: Secret
    verifier: Secret
    issuer: Url
    """The server that was asked."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What a server gave for a code."""

    access: BearerSecret
    refresh: Secret | None
    lasts_s: float


class Meaning(Enum):
    """What a request to the loopback address is to us."""

    CODE = "code"
    DENIED = "denied"
    NOT_OURS = "not-ours"
    """Another state, or none: ignored, the wait goes on."""
    BROKEN = "broken"
    """The right state, and something that no server sends: refused, the wait goes on."""


@dataclass(frozen=True, slots=True)
class Callback:
    """The query of a callback, read."""

    meaning: Meaning
    code: Secret | None = None
    said: str = ""
    """With `denied`: the server's words, plain."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the browser page shows: a status and one plain sentence."""

    status: int
    text: str


class Loopback(Protocol):
    """Listens on 127.0.0.1, on a port of its own each time."""

    def listen(self, answer: Callable[[str], Reply]) -> AbstractAsyncContextManager[str]:
        """Give the redirect URI; `answer` gets the query of each well-formed callback. Closed when it is left."""
        ...


class TokenOffice(Protocol):
    """Where one GitLab gives tokens and takes them back. Every method may raise the port errors."""

    async def exchange(self, client_id: str, code: Secret, verifier: Secret, redirect_uri: str) -> Grant: ...
    async def refresh(self, client_id: str, refresh: Secret) -> Grant:
        """Return new tokens; the old ones end, so a lost answer is a lost sign-in and is not tried again."""
        ...

    async def revoke_grant(self, client_id: str, token: Secret) -> None: ...
    async def revoke_personal(self, token: Secret) -> None: ...
    async def accepts(self, token: Secret) -> bool:
        """Tell whether the token still signs in."""
        ...


def new_attempt(issuer: Url) -> Attempt:
    """Return a try with 256 bits of state and as many of verifier."""
    return Attempt(Secret(secrets.token_urlsafe(32)), Secret(secrets.token_urlsafe(32)), issuer)


def challenge_of(verifier: Secret) -> str:
    """Return the S256 challenge (RFC 7636, 4.2)."""
    digest = hashlib.sha256(verifier.reveal().encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def authorize_link(attempt: Attempt, client_id: str, redirect_uri: str) -> str:
    """Return the address to open in a browser."""
    query = {
        "client_id": client_id,
        "redirect_uri": redirect_uri,
        "response_type": "code",
        "scope": SCOPES,
        "state": attempt.state.reveal(),
        "code_challenge": challenge_of(attempt.verifier),
        "code_challenge_method": "S256",
    }
    return f"{attempt.issuer}/oauth/authorize?{urlencode(query)}"


def is_client_id(typed: str) -> bool:
    """Tell whether this can be the Application ID of an OAuth application; its secret cannot."""
    return _CLIENT_ID.fullmatch(typed) is not None and not typed.startswith("gloas-")


def read_callback(query: str, attempt: Attempt) -> Callback:
    """Return what the query of a callback means to this attempt; nothing of another attempt is looked at."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=20)
    except ValueError:
        return Callback(Meaning.NOT_OURS)
    states = [value for key, value in pairs if key == "state"]
    ours = attempt.state.reveal().encode()
    if not any(hmac.compare_digest(state.encode(), ours) for state in states):
        return Callback(Meaning.NOT_OURS)
    values = dict(pairs)
    if len(values) != len(pairs):
        return Callback(Meaning.BROKEN)
    if "iss" in values and values["iss"].rstrip("/") != str(attempt.issuer):
        return Callback(Meaning.BROKEN)
    if values.get("error"):
        said = values.get("error_description") or values["error"]
        return Callback(Meaning.DENIED, said=said[:_LONGEST_SAID])
    if not values.get("code"):
        return Callback(Meaning.BROKEN)
    return Callback(Meaning.CODE, Secret(values["code"]))
