"""What the drawer says of an exchange, as plain texts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wizard.ui.i18n import tr, trn

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.evidence.exchange import Exchange, Headers

_LONGEST = 20_000
"""Characters of a body that the drawer shows; the recording holds more."""
_DAY_S, _SOON_DAYS = 86_400, 30
_KNOWN = {int(status) for status in HTTPStatus}


def took(ms: float) -> str:
    """Return a time with its unit, which stays in the same line."""
    return f"{ms:.0f}\u00a0ms" if ms >= 1 or ms == 0 else "<\u00a01\u00a0ms"


def headline(exchange: Exchange) -> str:
    """Return method and path."""
    parts = urlsplit(exchange.url)
    return f"{exchange.method} {parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")


def answer(exchange: Exchange) -> str:
    """Return the status with its word, or that there was none."""
    if exchange.status in _KNOWN:
        return f"{exchange.status} {HTTPStatus(exchange.status).phrase}"
    if exchange.status:
        return str(exchange.status)
    return tr("cancelled") if exchange.error == "cancelled" else tr("no answer")


def summary(exchange: Exchange) -> str:
    """Return host, answer and time in one line."""
    parts = [urlsplit(exchange.url).netloc, answer(exchange), took(exchange.total_ms)]
    if not exchange.status and exchange.error:
        parts.insert(2, exchange.error)
    return " · ".join(parts)


def connection(exchange: Exchange) -> list[str]:
    """Return how the host was reached: proxy with who decided it, TLS, connection."""
    sources = {
        "system": tr("the system's settings"),
        "manual": tr("the settings of this program"),
        "none": "",
        "lab": tr("the lab"),
    }
    source = sources.get(exchange.proxy_source, exchange.proxy_source)
    if exchange.proxy and source:
        said = [tr("Proxy: {proxy}, by {source}", proxy=exchange.proxy, source=source)]
    elif exchange.proxy:
        said = [tr("Proxy: {proxy}", proxy=exchange.proxy)]
    else:
        said = [tr("Proxy: none, by {source}", source=source) if source else tr("Proxy: none")]
    if exchange.tls_protocol:
        issuer = exchange.tls_issuer or tr("not named")
        said.append(tr("{protocol}, certificate by {issuer}", protocol=exchange.tls_protocol, issuer=issuer))
    elif exchange.phases and "tls" not in exchange.phases and "tcp" not in exchange.phases:
        said.append(tr("Over a connection that stood already."))
    return said


@dataclass(frozen=True, slots=True)
class Ending:
    """To when the certificate of a host holds, in words."""

    said: str
    soon: bool


def certificate_end(exchange: Exchange) -> Ending | None:
    """Return to when the certificate holds, counted from the request; None where none was seen."""
    if not exchange.tls_not_after:
        return None
    day = datetime.fromtimestamp(exchange.tls_not_after, UTC).date().isoformat()
    days = int((exchange.tls_not_after - exchange.at) // _DAY_S)
    if days < 0:
        return Ending(tr("Warning: the certificate ended on {day}. Have it renewed.", day=day), soon=True)
    if days < _SOON_DAYS:
        said = trn(
            "Warning: the certificate ends on {day}, in {n} day. Have it renewed before.",
            "Warning: the certificate ends on {day}, in {n} days. Have it renewed before.",
            days,
            day=day,
        )
        return Ending(said, soon=True)
    said = trn(
        "The certificate ends on {day}, in {n} day.", "The certificate ends on {day}, in {n} days.", days, day=day
    )
    return Ending(said, soon=False)


def message(headers: Headers, body: str, size: int = 0) -> str:
    """Return body and headers as one text, the body first: it tells most. Says where the body was cut."""
    shown = pretty(body)
    lines = [shown[:_LONGEST]] if shown else []
    if len(shown) > _LONGEST or size > len(body.encode("utf-8", "replace")) + _LONGEST:
        lines.append(tr("[cut here; the whole body has {size} bytes]", size=max(size, len(body))))
    if lines and headers:
        lines.append("")
    return "\n".join([*lines, *(f"{name}: {value}" for name, value in headers)])


def pretty(body: str) -> str:
    """Return JSON with line breaks; any other text as it is."""
    if body[:1] not in ("{", "["):
        return body
    try:
        return json.dumps(json.loads(body), indent=2, ensure_ascii=False)
    except ValueError:
        return body


def tokens(exchange: Exchange) -> list[tuple[str, str]]:
    """Return title and text of each JSON Web Token of the exchange."""
    from wizard.evidence.jwt_seen import lifetime, tokens_of

    found = []
    for number, token in enumerate(tokens_of(exchange), 1):
        holds = lifetime(token, exchange)
        header, claims = dict(token.header), dict(token.claims)
        lines = [json.dumps(header, ensure_ascii=False), json.dumps(claims, indent=2, ensure_ascii=False)]
        if holds.by_own_clock is not None:
            lines.append(_holds(tr("by the clock of this computer"), holds.by_own_clock))
        if holds.by_server_clock is not None:
            lines.append(_holds(tr("by the clock of the other side"), holds.by_server_clock))
        lines.append(tr("The signature was not recorded."))
        found.append((tr("Token {number} (JWT)", number=number), "\n".join(lines)))
    return found


def _holds(clock: str, seconds: float) -> str:
    if seconds < 0:
        return tr("It had ended {seconds} s before, {clock}.", seconds=round(-seconds), clock=clock)
    return tr("It held for {seconds} s more, {clock}.", seconds=round(seconds), clock=clock)
