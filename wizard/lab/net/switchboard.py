"""The switches of the lab's faults: which are on, with what parameters, and how often they still strike."""

import random
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from wizard.lab.faults._base import Fault
from wizard.lab.net.vantage import VANTAGES

Times = str | int | Mapping[str, Any]

EVERYWHERE = "everywhere"
striking: ContextVar[Callable[[str], None] | None] = ContextVar("striking", default=None)
"""Told the id of each fault that strikes while a request is handled."""

_RULES: dict[str, Callable[[Any], bool]] = {
    "pid": lambda value: value > 1,
    "count": lambda value: value >= 1,
    "status": lambda value: 200 <= value <= 599,
    "delay_s": lambda value: 0 <= value <= 3600,
    "when": lambda value: value in ("before", "after"),
    "from": lambda value: value == EVERYWHERE or value in VANTAGES,
}


class UnknownFault(Exception):
    """There is no fault with this id; `known` are those there are."""

    def __init__(self, fault_id: str, known: Sequence[str]) -> None:
        super().__init__(fault_id)
        self.fault_id = fault_id
        self.known = known


class BadParams(Exception):
    """`key` names the parameter that is wrong."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"{key}: {reason}")
        self.key = key


@dataclass(slots=True)
class _Setting:
    fault: Fault
    params: Mapping[str, Any]
    times: Times
    left: int | None = None
    chance: float = 1.0
    dice: random.Random = field(default_factory=random.Random)
    struck: int = 0
    counted: int = 0

    def strikes(self) -> bool:
        if self.left == 0 or self.dice.random() >= self.chance:
            return False
        if self.left is not None:
            self.left -= 1
        self.struck += 1
        return True


class Switchboard:
    """All switches of one lab."""

    def __init__(self, faults: Mapping[str, Fault], hosts: Callable[[], Mapping[str, str]]) -> None:
        """`hosts` gives the kind of each host by its origin."""
        self._faults = faults
        self._hosts = hosts
        self._on: dict[str, _Setting] = {}

    def set(self, fault_id: str, params: Mapping[str, Any], times: Times = "always") -> Fault:
        """Switch a fault on (again) and return it.

        Raises:
            UnknownFault: no such fault.
            BadParams: a parameter or `times` is wrong.

        """
        fault = self._faults.get(fault_id)
        if fault is None:
            raise UnknownFault(fault_id, list(self._faults))
        complete = {"host": "", **self._defaults(fault), **params}
        for key, value in complete.items():
            self._examine(fault, key, value)
        self._on[fault_id] = _timed(_Setting(fault, complete, times))
        return fault

    def lift(self, fault_id: str) -> Fault:
        """Switch a fault off and return it; one that is off already stays off.

        Raises:
            UnknownFault: no such fault.

        """
        if fault_id not in self._faults:
            raise UnknownFault(fault_id, list(self._faults))
        self._on.pop(fault_id, None)
        return self._faults[fault_id]

    def clear(self) -> list[Fault]:
        """Switch everything off and return what was on."""
        lifted = [setting.fault for setting in self._on.values()]
        self._on.clear()
        return lifted

    def params(self, fault_id: str) -> Mapping[str, Any]:
        """Return the parameters of a fault that is on."""
        return self._on[fault_id].params

    def strike(
        self,
        host: str,
        kind: str,
        fault_id: str,
        matches: Callable[[Mapping[str, Any]], bool] = lambda _params: True,
    ) -> Mapping[str, Any] | None:
        """Return the parameters when the fault strikes `host` now (it counts as one time), else None."""
        params = self.peek(host, kind, fault_id)
        if params is None or not matches(params) or not self._on[fault_id].strikes():
            return None
        told = striking.get()
        if told is not None:
            told(fault_id)
        return params

    def is_on(self, fault_id: str) -> bool:
        """Tell whether a fault is switched on."""
        return fault_id in self._on

    def count(self, fault_id: str) -> int:
        """Count one more request that a fault of the n-th request looks at, and return the number."""
        self._on[fault_id].counted += 1
        return self._on[fault_id].counted

    def peek(self, host: str, kind: str, fault_id: str) -> Mapping[str, Any] | None:
        """Return the parameters when the fault is on for `host`; nothing is counted."""
        setting = self._on.get(fault_id)
        if setting is None or not self.concerns(setting.fault, kind):
            return None
        return setting.params if setting.params["host"] in ("", host) else None

    def concerns(self, fault: Fault, kind: str) -> bool:
        """Tell whether a fault can bite hosts of this kind: where all use GitLab.com, it is the GitLab."""
        if fault.on == "gitlab" and kind == "gitlab-com":
            return "gitlab" not in self._hosts().values()
        return fault.on in ("any", kind)

    def listing(self) -> list[dict[str, Any]]:
        """Return every fault with its state, JSON-ready."""
        return [self._shown(fault) for fault in self._faults.values()]

    def _shown(self, fault: Fault) -> dict[str, Any]:
        setting = self._on.get(fault.id)
        state = setting and {"params": setting.params, "times": setting.times, "struck": setting.struck}
        return {
            "id": fault.id,
            "layer": fault.layer,
            "on": fault.on,
            "message": fault.message,
            "expect": fault.expect,
            "rows": list(fault.rows),
            "params": dict(fault.params),
            "choices": {name: list(values) for name, values in fault.choices.items()},
            "active": state,
        }

    def _defaults(self, fault: Fault) -> Mapping[str, Any]:
        """Return the parameters with a host that is there: a world may have GitLab.com alone."""
        hosts = self._hosts()
        if fault.params.get("host", "") in ("", *hosts):
            return fault.params
        gitlab = next((url for url, kind in hosts.items() if kind.startswith("gitlab")), "")
        return {**fault.params, "host": gitlab}

    def _examine(self, fault: Fault, key: str, value: object) -> None:
        allowed = {"host": "", **fault.params}
        if key not in allowed:
            raise BadParams(key, f"unknown; {fault.id} knows {', '.join(sorted(allowed))}")
        wanted = type(allowed[key])
        if wanted is float and type(value) is int:
            wanted = int
        if type(value) is not wanted:
            raise BadParams(key, f"must be {wanted.__name__}")
        if key in _RULES and not _RULES[key](value):
            raise BadParams(key, "out of range")
        if key in fault.choices and value not in fault.choices[key]:
            raise BadParams(key, f"must be one of {', '.join(fault.choices[key])}")
        if key == "host" and value and value not in self._hosts():
            raise BadParams(key, f"must be one of {', '.join(self._hosts())}")


def _timed(setting: _Setting) -> _Setting:
    times = setting.times
    if times == "always":
        return setting
    if type(times) is int and times >= 1:
        setting.left = times
        return setting
    if isinstance(times, Mapping) and set(times) == {"p", "seed"}:
        chance, seed = times["p"], times["seed"]
        if type(chance) in (int, float) and 0 <= chance <= 1 and type(seed) is int:
            # Which request fails must be the same in every run of a seed; nothing here is secret.
            setting.chance, setting.dice = float(chance), random.Random(seed)  # noqa: S311 (chance for a fault, not for a secret)
            return setting
    raise BadParams("times", 'must be "always", a positive whole number or {"p", "seed"}')
