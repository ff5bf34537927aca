"""Where a GitLab gives tokens for a code, and takes tokens back.

Source: GitLab docs, OAuth 2.0 identity provider API (authorization code with PKCE; revoke); Personal access tokens API.
"""

from wizard.adapters.http.door import Door
from wizard.adapters.http.request import Request
from wizard.adapters.http.shapes import Wire, shaped
from wizard.adapters.http.sign_in import signed_with
from wizard.domain.errors import PortError, Refused
from wizard.domain.oauth import Grant
from wizard.domain.secret import BearerSecret, Secret
from wizard.domain.url import Url

_TOKEN, _REVOKE = "/oauth/token", "/oauth/revoke"
_OWN_TOKEN, _USER = "/api/v4/personal_access_tokens/self", "/api/v4/user"
_USUAL_LIFE_S = 7200.0
_REFUSED = ("http-400", "http-401")


class GrantWire(Wire, frozen=True):
    access_token: str
    refresh_token: str = ""
    expires_in: float = _USUAL_LIFE_S


class HttpTokenOffice:
    """Implements `wizard.domain.oauth.TokenOffice` for one instance; each request is sent once."""

    def __init__(self, door: Door, url: Url) -> None:
        self._door, self._url = door, url

    async def exchange(self, client_id: str, code: Secret, verifier: Secret, redirect_uri: str) -> Grant:
        plain = {"grant_type": "authorization_code", "client_id": client_id, "redirect_uri": redirect_uri}
        return await self._granted(plain, {"code": code, "code_verifier": verifier})

    async def refresh(self, client_id: str, refresh: Secret) -> Grant:
        plain = {"grant_type": "refresh_token", "client_id": client_id}
        return await self._granted(plain, {"refresh_token": refresh})

    async def revoke_grant(self, client_id: str, token: Secret) -> None:
        await self._door.call(self._url, self._request(_REVOKE, {"client_id": client_id}, {"token": token}))

    async def revoke_personal(self, token: Secret) -> None:
        await self._door.call(self._url, Request("DELETE", _OWN_TOKEN), signed_with(token))

    async def accepts(self, token: Secret) -> bool:
        try:
            await self._door.call(self._url, Request("GET", _USER), signed_with(token))
        except Refused as refused:
            if refused.code == "http-401":
                return False
            raise
        return True

    async def _granted(self, plain: dict[str, str], secret: dict[str, Secret]) -> Grant:
        request = self._request(_TOKEN, plain, secret)
        try:
            wire, _answer = await self._door.ask(
                self._url, request, None, lambda value: shaped(value, GrantWire, request.path)
            )
        except PortError as error:
            if error.code in _REFUSED:
                refused = Refused("oauth-code-refused", error.facts)
                refused.call = error.call
                raise refused from None
            raise
        access, refresh = BearerSecret(wire.access_token), Secret(wire.refresh_token)
        self._door.redactor.learn(access)
        self._door.redactor.learn(refresh)
        return Grant(access, refresh or None, wire.expires_in)

    def _request(self, path: str, plain: dict[str, str], secret: dict[str, Secret]) -> Request:
        for one in secret.values():
            self._door.redactor.learn(one)
        return Request("POST", path, json=dict(plain), secret_json=secret, signed=False)
