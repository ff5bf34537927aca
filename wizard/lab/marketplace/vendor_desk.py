"""Who is signed in as a vendor, and which listings are theirs."""

import secrets
from dataclasses import dataclass

from wizard.lab.marketplace.listing import MOST_TOKENS, TOKEN_STATES, AccessToken, Listing


class NoMoreTokens(Exception):
    """The listing has as many active tokens as it may."""


@dataclass(frozen=True, slots=True)
class Account:
    """The vendor's Atlassian account."""

    email: str
    password: str
    name: str = "Acme"
    """Of the vendor profile; listings carry it."""


class VendorDesk:
    def __init__(self, account: Account) -> None:
        self._account = account
        self._sessions: dict[str, str] = {}
        """Cookie -> what the forms of this session carry."""
        self._listings: set[str] = set()

    def sign_in(self, email: str, password: str) -> str | None:
        """Return the cookie of a new session, None for wrong credentials."""
        given = (email.lower().encode(), password.encode())
        right = (self._account.email.encode(), self._account.password.encode())
        if not all(secrets.compare_digest(*pair) for pair in zip(given, right, strict=True)):
            return None
        cookie = secrets.token_urlsafe(24)
        self._sessions[cookie] = secrets.token_urlsafe(24)
        return cookie

    def form_token(self, cookie: str) -> str | None:
        """Return what forms must carry, None where nobody is signed in."""
        return self._sessions.get(cookie)

    @property
    def name(self) -> str:
        return self._account.name

    def took(self, listing: Listing) -> None:
        self._listings.add(listing.key)

    def owns(self, listing: Listing) -> bool:
        return listing.key in self._listings


def make_token(listing: Listing, site: str, state: str) -> AccessToken:
    """Open a private listing for one site. Raises: `NoMoreTokens`."""
    active = sum(token.valid for token in listing.tokens.values())
    if active >= MOST_TOKENS:
        raise NoMoreTokens
    token = AccessToken(secrets.token_hex(4), site, state if state in TOKEN_STATES else TOKEN_STATES[1])
    listing.tokens[token.value] = token
    return token
