"""Reads the certificates that a server presents, from the bytes of a TLS 1.2 handshake.

Python before 3.13 gives the leaf only. Up to TLS 1.2 the Certificate message travels in clear: it is read here.
Source: RFC 5246, sections 6.2.1 and 7.4.2.
"""

_HANDSHAKE = 22
_CERTIFICATE = 11
_RECORD_HEAD = 5
_MESSAGE_HEAD = 4


def presented_chain(seen: bytes) -> tuple[bytes, ...]:
    """Return the DER certificates in the first Certificate message of what a server sent; empty when there is none."""
    messages = _handshake_bytes(seen)
    at = 0
    while at + _MESSAGE_HEAD <= len(messages):
        length = int.from_bytes(messages[at + 1 : at + 4], "big")
        body = messages[at + _MESSAGE_HEAD : at + _MESSAGE_HEAD + length]
        if messages[at] == _CERTIFICATE and len(body) == length:
            return _certificates(body)
        at += _MESSAGE_HEAD + length
    return ()


def _handshake_bytes(seen: bytes) -> bytes:
    """Return the contents of the leading handshake records, joined: one message may span several."""
    joined = bytearray()
    at = 0
    while at + _RECORD_HEAD <= len(seen) and seen[at] == _HANDSHAKE:
        length = int.from_bytes(seen[at + 3 : at + _RECORD_HEAD], "big")
        joined += seen[at + _RECORD_HEAD : at + _RECORD_HEAD + length]
        at += _RECORD_HEAD + length
    return bytes(joined)


def _certificates(body: bytes) -> tuple[bytes, ...]:
    found = []
    at = 3
    while at + 3 <= len(body):
        length = int.from_bytes(body[at : at + 3], "big")
        found.append(body[at + 3 : at + 3 + length])
        at += 3 + length
    return tuple(found)
