"""Waits for the answer that a browser brings: ignores what is not meant for this attempt, ends by itself in time."""

import asyncio
import time
from collections.abc import Callable

from wizard.domain.errors import PortError
from wizard.domain.oauth import WAIT_S, Attempt, Callback, Meaning, Reply, read_callback
from wizard.domain.secret import Secret

_TAKEN = Reply(200, "GitLab has answered. Go back to the setup wizard; this page can be closed.")
_NOT_OURS = Reply(400, "The setup wizard does not wait for this answer. Go back to the wizard and open the link again.")
_BROKEN = Reply(400, "This answer cannot be used. Go back to the setup wizard and open the link again.")
_OVER = Reply(400, "The setup wizard does not wait any more. Go back to the wizard and sign in anew.")


class OAuthWait:
    """One attempt that waits; its deadline can be renewed as often as one likes."""

    def __init__(
        self, attempt: Attempt, *, wait_s: float = WAIT_S, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._attempt = attempt
        self._wait_s, self._monotonic = wait_s, monotonic
        self._deadline = monotonic() + wait_s
        self._answer: asyncio.Future[Callback] = asyncio.get_running_loop().create_future()

    def renew(self) -> float:
        """Give the person the whole time again and return how long that is."""
        self._deadline = self._monotonic() + self._wait_s
        return self._wait_s

    def take(self, query: str) -> Reply:
        """Return what the browser shows; the first whole answer to this attempt ends the wait."""
        if self._answer.done() or self._monotonic() >= self._deadline:
            return _OVER
        callback = read_callback(query, self._attempt)
        if callback.meaning is Meaning.NOT_OURS:
            return _NOT_OURS
        if callback.meaning is Meaning.BROKEN:
            return _BROKEN
        self._answer.set_result(callback)
        if callback.meaning is Meaning.DENIED:
            return Reply(200, f"GitLab did not sign you in: {callback.said}\nGo back to the setup wizard.")
        return _TAKEN

    async def code(self) -> Secret:
        """Return the code. Raises: PortError oauth-denied, oauth-waited-too-long."""
        host = self._attempt.issuer.host
        while not self._answer.done():
            left = self._deadline - self._monotonic()
            if left <= 0:
                raise PortError("oauth-waited-too-long", {"host": host, "minutes": f"{self._wait_s / 60:.0f}"})
            await asyncio.wait([self._answer], timeout=left)
        callback = self._answer.result()
        if callback.code is None:
            raise PortError("oauth-denied", {"host": host, "said": callback.said})
        return callback.code
