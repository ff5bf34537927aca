"""The exchanges of this window's run, each with the page that was on screen as it was recorded."""

from __future__ import annotations

import collections
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.evidence.exchange import Exchange
    from wizard.ui.asking import Asking

KEPT = 500
_OFFERED = 60


class EvidenceBook(QObject):
    """Says `came` when there is something new."""

    came = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.step = ""
        """The page on screen."""
        self._kept: collections.deque[tuple[str, Exchange]] = collections.deque(maxlen=KEPT)

    async def follow(self, asking: Asking) -> None:
        """Take every exchange from now on."""
        take = asking.relay(self.take)
        await asking.look(lambda desk: desk.evidence.listen(take))

    def take(self, exchanges: Sequence[Exchange]) -> None:
        """Keep exchanges for the page on screen."""
        self._kept.extend((self.step, exchange) for exchange in exchanges)
        self.came.emit()

    def of_page(self, step: str) -> tuple[Exchange, ...]:
        """Return what was sent while a page was on screen, the newest first."""
        found = [exchange for at, exchange in reversed(self._kept) if at == step]
        return tuple(found[:_OFFERED])

    def of_purpose(self, why: str) -> tuple[Exchange, ...]:
        """Return what was sent on behalf of a check, a change, a task or a hop, the newest first."""
        return tuple(exchange for _at, exchange in reversed(self._kept) if exchange.why == why)[:_OFFERED]

    def newest(self) -> tuple[Exchange, ...]:
        """Return the newest ones of all pages, the newest first."""
        return tuple(exchange for _at, exchange in reversed(self._kept))[:_OFFERED]
