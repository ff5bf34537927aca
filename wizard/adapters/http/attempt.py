"""What one attempt did on the wire: whether anything was sent, and how long each phase took."""

import time
from collections.abc import Mapping
from typing import Any

from wizard.adapters.http.backend import PortStream

_MARKS = {
    "http11.send_request_headers.started": "send",
    "http11.receive_response_headers.started": "wait",
    "http11.receive_response_body.started": "receive",
}


class Attempt:
    """Listens to the events of httpcore through its trace extension."""

    def __init__(self) -> None:
        self.sent = False
        self.phases: dict[str, float] = {}
        self.certificate_der = b""
        self.tls_protocol = ""
        self._phase = ""
        self._since = 0.0

    async def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Take one event; httpcore awaits it."""
        if event in _MARKS:
            self.sent = True
            self._turn_to(_MARKS[event])
        elif event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            stream = info["return_value"]
            if isinstance(stream, PortStream):
                self.phases |= stream.phases
                self._look_at_tls(stream)

    def end(self) -> None:
        """Close the running phase."""
        self._turn_to("")

    def _turn_to(self, phase: str) -> None:
        now = time.perf_counter()
        if self._phase:
            self.phases[self._phase] = self.phases.get(self._phase, 0.0) + (now - self._since) * 1000
        self._phase, self._since = phase, now

    def _look_at_tls(self, stream: PortStream) -> None:
        handshake = stream.get_extra_info("ssl_object")
        if handshake is not None:
            self.tls_protocol = handshake.version() or ""
            self.certificate_der = handshake.getpeercert(binary_form=True) or b""
