"""The nodes of one instance: they share the database, and each has a log and secrets of its own.

Requests go round by connection. What a node cannot read because its secrets are others, it does not have: of a token
the database holds a digest that is salted by them (`Gitlab::CryptoHelper`), of a shared secret a box.
Source: failures.md E21; that tokens fail with 401 and boxes with 500 is inferred from the two.
"""

from collections.abc import Hashable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final

from wizard.lab.gitlab.logs import Logs
from wizard.lab.gitlab.vault import Vault

_REMEMBERED: Final = 10_000
"""Connections of which it is known where they lead."""


@dataclass(slots=True, eq=False)
class Node:
    """One machine of the instance."""

    vault: Vault
    logs: Logs = field(default_factory=Logs)


_serving: ContextVar[Node | None] = ContextVar("serving", default=None)


class Nodes:
    """All machines; background jobs run on the first one."""

    def __init__(self, count: int = 1) -> None:
        key = Vault().db_key_base
        self.all: Final = [Node(Vault(key)) for _ in range(count)]
        self._stranger: Final = Node(Vault())
        """Takes the place of the last one, or the second place, where somebody forgot to copy the secrets."""
        self._places: dict[Hashable, int] = {}
        self._connections = 0

    def serve(self, connection: Hashable, *, secrets_differ: bool) -> None:
        """Let the node that this connection leads to answer the request; for this request's own context alone."""
        if connection not in self._places:
            if len(self._places) == _REMEMBERED:
                del self._places[next(iter(self._places))]
            self._places[connection] = self._connections
            self._connections += 1
        nodes = [self.all[0], *self.all[1:-1], self._stranger] if secrets_differ else self.all
        _serving.set(nodes[self._places[connection] % len(nodes)])

    @property
    def current(self) -> Node:
        """The node that answers, or does the job."""
        serving = _serving.get()
        return serving if serving is self._stranger or serving in self.all else self.all[0]

    @property
    def estranged(self) -> bool:
        """Whether the node that answers has other secrets than those who wrote."""
        return _serving.get() is self._stranger

    def logs(self) -> list[Logs]:
        """Return the logs of all machines on which anything was written."""
        return [one.logs for one in (*self.all, self._stranger)]
