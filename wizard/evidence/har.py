"""Exchanges in the format HAR 1.2, which browsers and other tools open.

Source: HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/. It has no place for certificates; browsers' tools
put them below `_securityDetails`, with seconds since the epoch.
"""

import json
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

from wizard.domain.gitlab import Json
from wizard.evidence.exchange import Exchange, Headers

_NOT_MEASURED = -1.0


def entry(exchange: Exchange) -> dict[str, Json]:
    """Return one exchange as an entry; what is ours and not of the format begins with an underscore."""
    found: dict[str, Json] = {
        "startedDateTime": datetime.fromtimestamp(exchange.at, UTC).isoformat(timespec="milliseconds"),
        "time": exchange.total_ms,
        "request": _request(exchange),
        "response": _response(exchange),
        "cache": {},
        "timings": _timings(exchange),
        "_for": exchange.why,
        "_proxy": exchange.proxy or f"none ({exchange.proxy_source})",
        "_tls": " ".join(part for part in (exchange.tls_protocol, exchange.tls_issuer) if part),
    }
    if exchange.tls_not_after:
        found["_securityDetails"] = {
            "protocol": exchange.tls_protocol,
            "issuer": exchange.tls_issuer,
            "validTo": int(exchange.tls_not_after),
        }
    if exchange.error:
        found["_error"] = exchange.error
    return found


def as_text(exchange: Exchange) -> str:
    """Return one entry as text."""
    return json.dumps(entry(exchange), indent=1, ensure_ascii=False) + "\n"


def frame(version: str) -> tuple[str, str]:
    """Return what stands in a file before and after the entries; `version` is this program's."""
    creator = json.dumps({"name": "gitlab-jira-wizard", "version": version})
    return f'{{"log": {{"version": "1.2", "creator": {creator}, "entries": [\n', "\n]}}\n"


def _request(exchange: Exchange) -> Json:
    query = parse_qsl(urlsplit(exchange.url).query, keep_blank_values=True)
    found: dict[str, Json] = {
        "method": exchange.method,
        "url": exchange.url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(exchange.request_headers),
        "queryString": [{"name": name, "value": value} for name, value in query],
        "headersSize": -1,
        "bodySize": len(exchange.request_body.encode("utf-8", "replace")),
    }
    if exchange.request_body:
        found["postData"] = {"mimeType": _kind(exchange.request_headers), "text": exchange.request_body}
    return found


def _response(exchange: Exchange) -> Json:
    headers = dict(exchange.response_headers)
    return {
        "status": exchange.status,
        "statusText": HTTPStatus(exchange.status).phrase if exchange.status in set(HTTPStatus) else "",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(exchange.response_headers),
        "content": {
            "size": exchange.response_size,
            "mimeType": _kind(exchange.response_headers),
            "text": exchange.response_body,
        },
        "redirectURL": headers.get("location", ""),
        "headersSize": -1,
        "bodySize": -1,
    }


def _timings(exchange: Exchange) -> Json:
    took = exchange.phases
    connect = took.get("tcp", 0.0) + took.get("tls", 0.0)
    return {
        "blocked": _NOT_MEASURED,
        "dns": took.get("dns", _NOT_MEASURED),
        "connect": connect if "tcp" in took else _NOT_MEASURED,
        "ssl": took.get("tls", _NOT_MEASURED),
        "send": took.get("send", 0.0),
        "wait": took.get("wait", 0.0),
        "receive": took.get("receive", 0.0),
    }


def _pairs(headers: Headers) -> list[Json]:
    return [{"name": name, "value": value} for name, value in headers]


def _kind(headers: Headers) -> str:
    return dict(headers).get("content-type", "")
