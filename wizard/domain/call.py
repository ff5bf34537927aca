"""One call that did not give what was asked: what its card says of it beside what it means."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """Redacted as its recording is; the whole of it stands there."""

    at: float
    """Seconds since the epoch by the Clock port."""
    method: str
    url: str
    """Without its query."""
    status: int = 0
    """0 when there was no answer."""
    request_id: str = ""
    """As the server calls the request; empty where it did not say."""
    proxy: str = ""
    proxy_source: str = ""
    """Who decided: none, system, manual, lab."""
    tls_issuer: str = ""
    """Empty where no certificate was seen."""
    attempt: int = 1
    of: int = 1
