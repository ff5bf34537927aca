"""The descriptor that this window serves: from the engine's thread, whatever page is open, until somebody ends it."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from wizard.ui.i18n import tr

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.adapters.descriptor_server import Access
    from wizard.ui.asking import Asking
    from wizard.ui.page_wide import PageWide
    from wizard.ui.spawn import Spawn

OWNER, ABOUT = "serving a descriptor", "serving"
_MOST_KEPT = 1_000


class Asked(NamedTuple):
    """One request for it, as it is shown."""

    at: str
    client: str
    method: str
    path: str
    status: str


class Serving(QObject):
    """Says `changed` when it begins, ends or fails, and `asked` after each request."""

    changed = Signal()
    asked = Signal()

    def __init__(self, asking: Asking, spawn: Spawn, wide: PageWide) -> None:
        super().__init__()
        self._asking, self._spawn, self._wide = asking, spawn, wide
        self.url = ""
        """Where it is; empty while nothing is served."""
        self.beginning = False
        self.trouble = ""
        """Why nothing can be served there."""
        self.log: deque[Asked] = deque(maxlen=_MOST_KEPT)
        """The newest requests, the last one first."""

    @property
    def on(self) -> bool:
        return self.beginning or bool(self.url)

    def begin(self, content: Callable[[], bytes], address: str, port: int) -> None:
        """Serve what `content` gives, asked anew for each request; port 0 takes a free one."""
        self.beginning, self.trouble = True, ""
        self.log.clear()
        self._spawn(self._live(content, address, port), OWNER, "serve")
        self.changed.emit()

    def end(self) -> None:
        """Serve nothing any more."""
        self._spawn.cancel(OWNER)

    async def _live(self, content: Callable[[], bytes], address: str, port: int) -> None:
        from wizard.adapters.descriptor_server import ServerFailed  # its server; not needed for the first paint

        there, seen = self._asking.relay(self._there), self._asking.relay(self._seen)
        try:
            await self._asking.ask(lambda _desk: _serve(content, address, port, there, seen))
        except ServerFailed as failed:
            self.trouble = str(failed)
        finally:
            self.beginning, self.url = False, ""
            self._wide.take_away(ABOUT)
            self.changed.emit()

    def _there(self, url: str) -> None:
        if self.beginning:
            self.beginning, self.url = False, url
            self._wide.say(ABOUT, "info", tr("A descriptor is served at {url}.", url=url), {tr("End it"): self.end})
            self.changed.emit()

    def _seen(self, access: Access) -> None:
        now = time.strftime("%H:%M:%S")
        self.log.appendleft(Asked(now, access.client, access.method, access.path, str(access.status)))
        self.asked.emit()


async def _serve(
    content: Callable[[], bytes],
    address: str,
    port: int,
    there: Callable[[str], None],
    seen: Callable[[Access], None],
) -> None:
    from wizard.adapters.descriptor_server import serving, url_of

    async with serving(content, address, port, seen) as found:
        there(url_of(address, found))
        await asyncio.Event().wait()
