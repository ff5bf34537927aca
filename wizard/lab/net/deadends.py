"""Sockets that lead nowhere: one that refuses and one that never answers."""

import contextlib
import socket

_FILLERS = 4


class DeadEnds:
    """The two dead ends of one lab."""

    def __init__(self) -> None:
        # Bound but not listening: the port is ours, so nobody else can answer on it, and the system refuses.
        self._refusing = _bound()
        self._stalling = _bound()
        self._stalling.listen(0)
        self._fillers = [self._fill() for _ in range(_FILLERS)]

    @property
    def refused(self) -> int:
        """Port on which every connection is refused."""
        return int(self._refusing.getsockname()[1])

    @property
    def stalled(self) -> int:
        """Port that never answers: its queue is full and nobody accepts."""
        return int(self._stalling.getsockname()[1])

    def close(self) -> None:
        """Give the ports back."""
        for one in (*self._fillers, self._stalling, self._refusing):
            one.close()

    def _fill(self) -> socket.socket:
        filler = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        filler.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            filler.connect(self._stalling.getsockname())
        return filler


def _bound() -> socket.socket:
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.bind(("127.0.0.1", 0))
    return sock
