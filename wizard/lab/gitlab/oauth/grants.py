"""Authorization codes with PKCE, and the tokens they are exchanged for."""

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from typing import Any, Final

from wizard.lab.gitlab.accounts import AccessToken, Tokens
from wizard.lab.gitlab.oauth.applications import Application, Applications
from wizard.lab.gitlab.world.people import User

CODE_LIFE_S: Final = 600
TOKEN_LIFE_S: Final = 7200
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")

_TEXTS: Final = {
    "invalid_client": "Client authentication failed due to unknown client, no client authentication included, "
    "or unsupported authentication method.",
    "invalid_grant": "The provided authorization grant is invalid, expired, revoked, does not match the "
    "redirection URI used in the authorization request, or was issued to another client.",
    "unsupported_grant_type": "The authorization grant type is not supported by the authorization server.",
}


class GrantRefused(Exception):
    """The token endpoint says no; `error` and `description` go out."""

    def __init__(self, error: str, description: str | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.description = description or _TEXTS[error]

    @property
    def status(self) -> int:
        return 401 if self.error == "invalid_client" else 400


@dataclass(frozen=True, slots=True)
class Code:
    """What a user consented to."""

    client: str
    user: User
    redirect_uri: str
    scopes: tuple[str, ...]
    challenge: str | None
    method: str
    expires_at: float


class Grants:
    """Issues codes and turns each into tokens once."""

    def __init__(self, applications: Applications, tokens: Tokens) -> None:
        self._applications = applications
        self._tokens = tokens
        self._codes: dict[str, Code] = {}
        self._refresh: dict[str, AccessToken] = {}

    def issue(self, code: Code) -> str:
        """Return the text of a code."""
        text = secrets.token_hex(32)
        self._codes[text] = code
        return text

    def exchange(self, params: dict[str, Any], now: float) -> dict[str, Any]:
        """Return the answer of `POST /oauth/token`.

        Raises: GrantRefused.
        """
        kind = _text(params, "grant_type")
        if not kind:
            raise _missing("grant_type")
        client = self._client(params)
        if kind == "authorization_code":
            return self._from_code(client, params, now)
        if kind == "refresh_token":
            return self._from_refresh(client, params, now)
        raise GrantRefused("unsupported_grant_type")

    def revoke(self, params: dict[str, Any]) -> None:
        """Take back a token of this client; an unknown token is no error (RFC 7009).

        Raises: GrantRefused.
        """
        client = self._client(params)
        text = _text(params, "token")
        token = self._tokens.find(text) or self._refresh.pop(text, None)
        if token is not None and token.client == client.uid:
            token.revoked = True

    def _client(self, params: dict[str, Any]) -> Application:
        client = self._applications.find(_text(params, "client_id"))
        if client is None or not client.proves(_text(params, "client_secret") or None):
            raise GrantRefused("invalid_client")
        return client

    def _from_code(self, client: Application, params: dict[str, Any], now: float) -> dict[str, Any]:
        # The code is spent by the first try, whatever comes of it.
        code = self._codes.pop(_text(params, "code"), None)
        if code is None or code.client != client.uid or code.expires_at <= now:
            raise GrantRefused("invalid_grant")
        verifier = _text(params, "code_verifier")
        if code.challenge and not verifier:
            raise _missing("code_verifier")
        if not _text(params, "redirect_uri"):
            raise _missing("redirect_uri")
        if _text(params, "redirect_uri") != code.redirect_uri or not _verifies(code, verifier):
            raise GrantRefused("invalid_grant")
        return self._token(client, code.user, code.scopes, now)

    def _from_refresh(self, client: Application, params: dict[str, Any], now: float) -> dict[str, Any]:
        old = self._refresh.pop(_text(params, "refresh_token"), None)
        if old is None or old.client != client.uid or old.revoked:
            raise GrantRefused("invalid_grant")
        old.revoked = True
        return self._token(client, old.user, old.scopes, now)

    def _token(self, client: Application, user: User, scopes: tuple[str, ...], now: float) -> dict[str, Any]:
        # A prefix of the lab's own: such a token is refused wherever somebody looks for it outside.
        access, refresh = "lab-gloa-" + secrets.token_hex(32), "lab-glor-" + secrets.token_hex(32)
        token = AccessToken(
            id=self._tokens.next_id(),
            name=client.name,
            kind="oauth",
            user=user,
            scopes=scopes,
            created_at=now,
            expires_at=now + TOKEN_LIFE_S,
            client=client.uid,
        )
        self._tokens.add(access, token)
        self._refresh[refresh] = token
        return {
            "access_token": access, "token_type": "Bearer", "expires_in": TOKEN_LIFE_S, "refresh_token": refresh,
            "scope": " ".join(scopes), "created_at": int(now),
        }  # fmt: skip


def challenge_of(verifier: str) -> str:
    """Return the S256 challenge of a verifier (RFC 7636, 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _verifies(code: Code, verifier: str) -> bool:
    if not code.challenge:
        return True
    if _VERIFIER.fullmatch(verifier) is None:
        return False
    expected = challenge_of(verifier) if code.method == "S256" else verifier
    return hmac.compare_digest(expected.encode(), code.challenge.encode())


def _missing(name: str) -> GrantRefused:
    return GrantRefused("invalid_request", f"Missing required parameter: {name}.")


def _text(params: dict[str, Any], name: str) -> str:
    value = params.get(name)
    return value if isinstance(value, str) else ""
