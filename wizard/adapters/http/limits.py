"""What a server may cost us."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Units: seconds and bytes."""

    call_s: float = 30.0
    """Everything of one read: all attempts and the waits between them, except waits that the server asked for."""
    attempt_s: float = 15.0
    """One attempt of a read."""
    write_s: float = 30.0
    """A write, which is sent once."""
    connect_s: float = 10.0
    patience_s: float = 900.0
    """The longest wait that a server may ask for."""
    body: int = 8 * 1024 * 1024
    """As it comes over the wire."""
    unpacked: int = 32 * 1024 * 1024
    ratio: int = 100
    ratio_from: int = 1024 * 1024
    """Small answers may be packed tighter."""
    headers: int = 200
    repeats: int = 3
