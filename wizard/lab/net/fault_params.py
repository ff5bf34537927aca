"""What the parameters of a fault may hold."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from wizard.lab.faults._base import Fault
from wizard.lab.net.vantage import VANTAGES

EVERYWHERE = "everywhere"

_RULES: Mapping[str, Callable[[Any], bool]] = {
    "pid": lambda value: value > 1,
    "count": lambda value: value >= 1,
    "status": lambda value: 200 <= value <= 599,
    "delay_s": lambda value: 0 <= value <= 3600,
    "budget": lambda value: value >= 0,
    "period_s": lambda value: 0 < value <= 3600,
    "when": lambda value: value in ("before", "after"),
    "from": lambda value: value == EVERYWHERE or value in VANTAGES,
}


class BadParams(Exception):
    """`key` names the parameter that is wrong."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"{key}: {reason}")
        self.key = key


def examine(fault: Fault, params: Mapping[str, object], hosts: Collection[str]) -> None:
    """Hold every parameter against what the fault declares.

    Raises: BadParams.
    """
    for key, value in params.items():
        _examine(fault, key, value, hosts)


def _examine(fault: Fault, key: str, value: object, hosts: Collection[str]) -> None:
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
    if key == "host" and value and value not in hosts:
        raise BadParams(key, f"must be one of {', '.join(hosts)}")
