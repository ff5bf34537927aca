"""The JSON Web Tokens of an exchange, taken apart to be shown: header and claims, never a signature."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

from wizard.domain.gitlab import Json
from wizard.evidence.exchange import Exchange
from wizard.evidence.redact import HIDDEN

_TOKEN = re.compile(r"(eyJ[0-9A-Za-z_-]{5,}\.eyJ[0-9A-Za-z_-]{5,})\.(?:" + re.escape(HIDDEN) + r"|[0-9A-Za-z_-]*)")


@dataclass(frozen=True, slots=True)
class JwtSeen:
    """One token, nothing of it believed."""

    header: Mapping[str, Json]
    claims: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a token still holds at the moment of its request. Units: seconds; None where it cannot be told."""

    by_own_clock: float | None
    by_server_clock: float | None


def tokens_of(exchange: Exchange) -> tuple[JwtSeen, ...]:
    """Return the tokens that stand in headers, address or bodies, each once."""
    found = {text: seen for text, seen in _found(exchange) if seen is not None}
    return tuple(found.values())


def _found(exchange: Exchange) -> Iterator[tuple[str, JwtSeen | None]]:
    headers = (*exchange.request_headers, *exchange.response_headers)
    texts = [exchange.url, *(value for _name, value in headers), exchange.request_body, exchange.response_body]
    for text in texts:
        for token in _TOKEN.finditer(text):
            yield token[1], _taken_apart(token[1])


def _taken_apart(text: str) -> JwtSeen | None:
    from wizard.connect.jwt_reading import JwtError, read  # it brings cryptography, which few exchanges need

    try:
        token = read(f"{text}.")
    except JwtError:
        return None
    return JwtSeen(token.header, token.claims)


def server_time(exchange: Exchange) -> float | None:
    """Return what the other side's clock said, in seconds since the epoch; None where it did not say."""
    said = dict(exchange.response_headers).get("date", "")
    try:
        at = parsedate_to_datetime(said)
    except (TypeError, ValueError, OverflowError):
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


def lifetime(token: JwtSeen, exchange: Exchange) -> Lifetime:
    """Return how long a token still held when it was sent."""
    ends = token.claims.get("exp")
    if isinstance(ends, bool) or not isinstance(ends, int | float):
        return Lifetime(None, None)
    there = server_time(exchange)
    return Lifetime(ends - exchange.at, ends - there if there is not None else None)
