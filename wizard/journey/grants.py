"""The tokens of OAuth sign-ins: renewed in time while the program runs, kept in memory only."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from wizard.domain.errors import PortError
from wizard.domain.oauth import Grant, TokenOffice
from wizard.domain.secret import BearerSecret
from wizard.domain.url import Url

_RENEW_BEFORE_S = 300.0


@dataclass(frozen=True, slots=True)
class _Held:
    client_id: str
    grant: Grant
    ends_at: float


class Grants:
    """By the origin that gave them."""

    def __init__(self, office: Callable[[Url], TokenOffice], monotonic: Callable[[], float]) -> None:
        self._office, self._monotonic = office, monotonic
        self._held: dict[str, _Held] = {}
        self._renewing = asyncio.Lock()

    def hold(self, url: Url, client_id: str, grant: Grant) -> None:
        """Keep what a sign-in gave."""
        self._held[url.origin] = _Held(client_id, grant, self._monotonic() + grant.lasts_s)

    def client_id(self, url: Url) -> str:
        """Return the application that the sign-in at `url` belongs to; empty when there is none."""
        held = self._held.get(url.origin)
        return held.client_id if held else ""

    async def token(self, url: Url) -> BearerSecret | None:
        """Return a token that is good for some minutes; None without a sign-in.

        Raises: PortError; a sign-in that GitLab will not renew is forgotten, and somebody must sign in again.
        """
        async with self._renewing:
            held = self._held.get(url.origin)
            if held is None:
                return None
            early = min(_RENEW_BEFORE_S, held.grant.lasts_s / 2)
            if self._monotonic() < held.ends_at - early or held.grant.refresh is None:
                return held.grant.access
            try:
                grant = await self._office(url).refresh(held.client_id, held.grant.refresh)
            except PortError as error:
                # Renewing ends the old tokens, so a lost answer is a lost sign-in too.
                if error.sent or error.code == "oauth-code-refused":
                    self.drop(url)
                raise
            # Work under way holds the token that has just ended: it goes on with the new one.
            access = held.grant.access
            access.become(grant.access)
            held.grant.refresh.wipe()
            self.hold(url, held.client_id, replace(grant, access=access))
            return access

    def drop(self, url: Url) -> None:
        """Forget the sign-in at `url`."""
        held = self._held.pop(url.origin, None)
        if held is not None:
            _wipe(held.grant)


def _wipe(grant: Grant) -> None:
    grant.access.wipe()
    if grant.refresh is not None:
        grant.refresh.wipe()
