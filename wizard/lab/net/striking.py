"""How often a fault that is on strikes: always, n times, from the n-th time or a moment on, or by seeded chance."""

import math
import random
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from wizard.lab.faults._base import Fault
from wizard.lab.net.fault_params import BadParams

Times = str | int | Mapping[str, Any]

striking: ContextVar[Callable[[str], None] | None] = ContextVar("striking", default=None)
"""Told the id of each fault that strikes while a request is handled."""

_FORMS = (
    '"always", a positive whole number, {"p", "seed"}, {"from"} or {"after_s"}, each alone or with "times", '
    'or {"for_s"} with "after_s" and "every_s"'
)
_LONGEST_S = 10 * 365 * 24 * 3600


@dataclass(slots=True)
class Setting:
    """A fault that is on, at one host or at all that it concerns."""

    fault: Fault
    params: Mapping[str, Any]
    times: Times
    left: int | None = None
    """How often it still strikes; None for always."""
    begins: float = -math.inf
    """Lab time from which on it strikes; before that it is as if it were off."""
    lasts: float = math.inf
    """Seconds for which it strikes then."""
    every: float = math.inf
    """Seconds from one beginning to the next."""
    passed: int = 0
    """How many occasions still go by before the first strike."""
    chance: float = 1.0
    dice: random.Random = field(default_factory=random.Random)
    struck: int = 0
    counted: int = 0

    def is_on(self, now: float) -> bool:
        """Tell whether it is its time."""
        return now >= self.begins and (math.isinf(self.lasts) or self._into(now) < self.lasts)

    def next_turn(self, now: float) -> float | None:
        """Return when it next begins or ends; None where it stays as it is."""
        if now < self.begins:
            return self.begins
        ahead = self.lasts if self.is_on(now) else self.every
        return None if math.isinf(ahead) else now - self._into(now) + ahead

    def _into(self, now: float) -> float:
        """Return how long ago it began last."""
        since = now - self.begins
        return since if math.isinf(self.every) else since % self.every

    def strikes(self) -> bool:
        """Tell whether it strikes on this occasion, and count it."""
        if self.passed:
            self.passed -= 1
            return False
        if self.left == 0 or self.dice.random() >= self.chance:
            return False
        if self.left is not None:
            self.left -= 1
        self.struck += 1
        return True


def timed(fault: Fault, params: Mapping[str, Any], times: Times, now: float) -> Setting:
    """Return the setting of a fault that strikes as often as `times` says; `now` is the lab's time.

    Raises: BadParams for another form of `times`.
    """
    setting = Setting(fault, params, times)
    if times == "always":
        return setting
    if isinstance(times, Mapping):
        return _by_chance(setting, times) if "p" in times else _from_a_point(setting, times, now)
    setting.left = _positive(times)
    return setting


def _by_chance(setting: Setting, times: Mapping[str, Any]) -> Setting:
    chance, seed = times["p"], times.get("seed")
    if set(times) != {"p", "seed"} or type(chance) not in (int, float) or not 0 <= chance <= 1 or type(seed) is not int:
        raise BadParams("times", f"must be {_FORMS}")
    # Which request fails must be the same in every run of a seed; nothing here is secret.
    setting.chance, setting.dice = float(chance), random.Random(seed)  # noqa: S311 (chance for a fault, not for a secret)
    return setting


def _from_a_point(setting: Setting, times: Mapping[str, Any], now: float) -> Setting:
    named = set(times) - {"times"}
    if named and named <= {"after_s", "for_s", "every_s"} and named != {"every_s"}:
        setting.begins = now + (_seconds("after_s", times) if "after_s" in times else 0.0)
        setting.lasts = _seconds("for_s", times) if "for_s" in times else math.inf
        setting.every = _seconds("every_s", times) if "every_s" in times else math.inf
        if setting.every <= setting.lasts < math.inf or ("every_s" in times and "for_s" not in times):
            raise BadParams("times", "every_s must be longer than for_s")
    elif named == {"from"}:
        setting.passed = _positive(times["from"]) - 1
    else:
        raise BadParams("times", f"must be {_FORMS}")
    if "times" in times:
        setting.left = _positive(times["times"])
    return setting


def _seconds(name: str, times: Mapping[str, Any]) -> float:
    value = times[name]
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= _LONGEST_S:
        return float(value)
    raise BadParams("times", f"{name} must be more than 0 and at most {_LONGEST_S}")


def _positive(value: object) -> int:
    if type(value) is int and value >= 1:
        return value
    raise BadParams("times", f"must be {_FORMS}")
