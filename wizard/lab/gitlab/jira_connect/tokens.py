"""Takes the Connect token out of a request and says who sent it."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from wizard.lab.gitlab.api.answers import Refused, gitlab_of
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_connect.records import Installation
from wizard.lab.gitlab.jwt.token import Token, TokenInvalid
from wizard.lab.gitlab.jwt.verify import check_context_qsh, check_page_qsh, verify_client


@dataclass(frozen=True, slots=True)
class Visitor:
    """A Jira user on a page of the app."""

    installation: Installation
    token: Token

    @property
    def account_id(self) -> object:
        return self.token.claims.get("sub")


def token_text(request: Request, params: dict[str, Any], *, one_token: bool) -> str:
    """Return the token: parameter `jwt` of body or query wins, else the Authorization header with any scheme.

    Raises: TokenInvalid when there is none, or two that differ and `one_token` forbids it.
    """
    named = params.get("jwt")
    header = request.headers.get("authorization", "").partition(" ")[2]
    found = [one for one in (named, request.query_params.get("jwt"), header) if isinstance(one, str) and one]
    if not found:
        raise TokenInvalid("no token")
    if one_token and len(set(found)) > 1:
        raise TokenInvalid("two different tokens")
    return found[0]


def request_url(request: Request) -> str:
    """Return the URL as it was sent, for the query string hash; the root of the instance is taken off by then."""
    gitlab, raw = gitlab_of(request), request.scope.get("lab.sent_path", request.scope["path"])
    return f"{gitlab.external_url.removesuffix(gitlab.root)}{raw}?{request.url.query}"


def visitor(request: Request, params: dict[str, Any]) -> Visitor:
    """Return who is on the page; the query string hash is not looked at.

    Raises: Refused with 403.
    """
    gitlab = gitlab_of(request)
    try:
        return visitor_of(gitlab, token_text(request, params, one_token=gitlab.policy.one_token))
    except TokenInvalid as error:
        raise Refused(403, {"error": "forbidden"}) from error


def page_visitor(request: Request, params: dict[str, Any], *, json: bool) -> Visitor:
    """Return who is on the page: HTML wants a token made for this request, JSON also takes a context token.

    Raises: Refused with 403.
    """
    found = visitor(request, params)
    if json:
        try:
            check_context_qsh(found.token)
        except TokenInvalid:
            pass
        else:
            return found
    try:
        check_page_qsh(found.token, request.method, request_url(request))
    except TokenInvalid as error:
        raise Refused(403, {"error": "forbidden"}) from error
    return found


def visitor_of(gitlab: Instance, text: str) -> Visitor:
    """Raises: TokenInvalid."""
    token = verify_client(text, secret_of=gitlab.records.secret_of, now=gitlab.now(), policy=gitlab.policy)
    installation = gitlab.records.by_client(token.claims.get("iss"))
    if installation is None:
        raise TokenInvalid("unknown client")
    return Visitor(installation, token)
