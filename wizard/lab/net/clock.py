"""The lab's time: real, faster, stopped, or stepped from outside."""

import asyncio
import heapq
import itertools
import math
import time

_FASTEST = 100_000.0


class LabClock:
    """Seconds since the epoch as the lab counts them; starts at the real time."""

    def __init__(self, rate: float = 1.0) -> None:
        self._first_rate = rate
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._rate = rate
        self._lab_zero = time.time()
        self._real_zero = time.monotonic()

    @property
    def rate(self) -> float:
        """Lab seconds that pass in one real second; 0 when stopped."""
        return self._rate

    def now(self) -> float:
        return self._lab_zero + (time.monotonic() - self._real_zero) * self._rate

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        waker: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now() + seconds, next(self._order), waker))
        self._arm()
        await waker

    def advance(self, seconds: float) -> None:
        """Step forward and wake every sleeper that is passed.

        Raises:
            ValueError: time would go backward or nowhere.

        """
        if not math.isfinite(seconds) or seconds < 0:
            raise ValueError("advance_s")
        self._lab_zero += seconds
        self._wake()

    def set_rate(self, rate: float) -> None:
        """Let time pass at `rate` from now on.

        Raises:
            ValueError: negative, not finite, or faster than the lab can follow.

        """
        if not math.isfinite(rate) or not 0 <= rate <= _FASTEST:
            raise ValueError("rate")
        self._lab_zero, self._real_zero = self.now(), time.monotonic()
        self._rate = rate
        self._arm()

    def reset(self) -> None:
        """Back to the real time and the first rate; who still sleeps is cancelled (its host is stopped by then)."""
        for _deadline, _order, waker in self._sleepers:
            waker.cancel()
        self._sleepers.clear()
        self._rate = self._first_rate
        self._lab_zero, self._real_zero = time.time(), time.monotonic()
        self._arm()

    def _wake(self) -> None:
        now = self.now()
        while self._sleepers and self._sleepers[0][0] <= now + 1e-6:
            _deadline, _order, waker = heapq.heappop(self._sleepers)
            if not waker.done():
                waker.set_result(None)
        self._arm()

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._sleepers and self._sleepers[0][2].done():
            heapq.heappop(self._sleepers)
        if self._sleepers and self._rate > 0:
            delay = max(0.0, (self._sleepers[0][0] - self.now()) / self._rate)
            self._timer = asyncio.get_running_loop().call_later(delay, self._wake)
