"""One HTTP request and its answer as recorded: redacted at capture, there is no raw form."""

from collections.abc import Mapping
from dataclasses import dataclass, field

BODY_LIMIT = 64 * 1024
PHASES = ("dns", "tcp", "tls", "send", "wait", "receive")

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """What went over the wire once; a retry is an exchange of its own."""

    id: str
    seq: int
    at: float
    """Seconds since the epoch by the Clock port."""
    session: str
    method: str
    url: str
    request_headers: Headers = ()
    request_body: str = ""
    status: int = 0
    """0 when there was no answer."""
    response_headers: Headers = ()
    response_body: str = ""
    response_size: int = 0
    """Bytes of the body as unpacked, before it was cut for the record."""
    phases: Mapping[str, float] = field(default_factory=dict)
    """Milliseconds of dns, tcp, tls, send, wait, receive; a reused connection has no first three."""
    proxy: str = ""
    proxy_source: str = ""
    tls_issuer: str = ""
    tls_protocol: str = ""
    tls_not_after: float = 0.0
    """Seconds since the epoch to which the certificate holds; 0 where none was seen."""
    error: str = ""
    """Code of the port error that the caller got."""
    why: str = ""
    """What the call was for: id of the check, change or page."""

    @property
    def total_ms(self) -> float:
        return sum(self.phases.values())
