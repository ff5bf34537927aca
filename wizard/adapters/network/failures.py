"""From what the operating system and OpenSSL say to the codes of the Network port."""

import ssl

from wizard.domain.errors import Unreachable

_BY_VERIFY_CODE = {
    2: "tls-issuer-unknown",
    9: "tls-certificate-not-yet-valid",
    10: "tls-certificate-expired",
    18: "tls-self-signed",
    19: "tls-issuer-unknown",
    20: "tls-issuer-unknown",
    21: "tls-issuer-unknown",
    62: "tls-name-mismatch",
    64: "tls-name-mismatch",
}
"""X509_V_ERR_* of OpenSSL."""

_PROTOCOL_REASONS = frozenset(
    {
        "WRONG_VERSION_NUMBER",
        "HTTP_REQUEST",
        "HTTPS_PROXY_REQUEST",
        "UNSUPPORTED_PROTOCOL",
        "NO_PROTOCOLS_AVAILABLE",
        "TLSV1_ALERT_PROTOCOL_VERSION",
        "UNEXPECTED_MESSAGE",
        "UNKNOWN_PROTOCOL",
        "PACKET_LENGTH_TOO_LONG",
        "RECORD_LAYER_FAILURE",
    }
)


def tcp_failure(error: OSError, host: str, port: int) -> Unreachable:
    """Return the port error for a connection that did not come about or broke."""
    facts = {"host": host, "port": str(port)}
    if isinstance(error, TimeoutError):
        return Unreachable("network-timeout", facts)
    if isinstance(error, ConnectionRefusedError):
        return Unreachable("network-refused", facts)
    if isinstance(error, ConnectionError):
        return Unreachable("network-reset", facts)
    return Unreachable("network-unreachable", facts)


def tls_failure(error: OSError, host: str) -> Unreachable:
    """Return the port error for a handshake that failed."""
    facts = {"host": host}
    if isinstance(error, ssl.SSLCertVerificationError):
        facts |= {"verify_code": str(error.verify_code), "reason": error.verify_message}
        return Unreachable(_BY_VERIFY_CODE.get(error.verify_code, "tls-failed"), facts)
    if isinstance(error, ssl.SSLError):
        reason = error.reason or "closed"
        return Unreachable("tls-protocol" if reason in _PROTOCOL_REASONS else "tls-failed", facts | {"reason": reason})
    if isinstance(error, TimeoutError):
        return Unreachable("network-timeout", facts)
    return Unreachable("network-reset", facts)
