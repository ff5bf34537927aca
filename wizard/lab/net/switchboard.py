"""The switches of the lab's faults: which are on, where, and with what parameters."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from wizard.lab.faults._base import Fault
from wizard.lab.net.fault_params import BadParams, examine
from wizard.lab.net.striking import Setting, Times, striking, timed


class UnknownFault(Exception):
    """There is no fault with this id; `known` are those there are."""

    def __init__(self, fault_id: str, known: Sequence[str]) -> None:
        super().__init__(fault_id)
        self.fault_id = fault_id
        self.known = known


class Switchboard:
    """All switches of one lab. A fault may be on at several hosts at once, at each with parameters of its own."""

    def __init__(
        self, faults: Mapping[str, Fault], hosts: Callable[[], Mapping[str, str]], now: Callable[[], float]
    ) -> None:
        """`hosts` gives the kind of each host by its origin, `now` the lab's time."""
        self._faults = faults
        self._hosts = hosts
        self._now = now
        self._on: dict[tuple[str, str], Setting] = {}
        """(fault id, origin) -> setting; the origin is empty where it bites all hosts of its kind."""

    def set(self, fault_id: str, params: Mapping[str, Any], times: Times = "always") -> Setting:
        """Switch a fault on (again) at the host that `params` name, and return its setting.

        Raises:
            UnknownFault: no such fault.
            BadParams: a parameter or `times` is wrong.

        """
        fault = self._known(fault_id)
        complete = {"host": "", **self._defaults(fault), **params}
        examine(fault, complete, self._hosts())
        setting = timed(fault, complete, times, self._now())
        self._on[fault_id, complete["host"]] = setting
        return setting

    def holds(self, setting: Setting) -> bool:
        """Tell whether this is still how a fault is set."""
        return any(one is setting for one in self._on.values())

    def lift(self, fault_id: str, host: str | None = None) -> Fault:
        """Switch a fault off, everywhere or at one host, and return it; one that is off already stays off.

        Raises:
            UnknownFault: no such fault.
            BadParams: no such host.

        """
        fault = self._known(fault_id)
        if host and host not in self._hosts():
            raise BadParams("host", f"must be one of {', '.join(self._hosts())}")
        for place in [place for place in self._on if place[0] == fault_id and host in (None, place[1])]:
            del self._on[place]
        return fault

    def clear(self) -> None:
        """Switch everything off."""
        self._on.clear()

    def strike(
        self,
        host: str,
        kind: str,
        fault_id: str,
        matches: Callable[[Mapping[str, Any]], bool] = lambda _params: True,
    ) -> Mapping[str, Any] | None:
        """Return the parameters when the fault strikes `host` now (it counts as one time), else None."""
        for setting in self._settings_at(host, kind, fault_id):
            if matches(setting.params) and setting.strikes():
                told = striking.get()
                if told is not None:
                    told(fault_id)
                return setting.params
        return None

    def count(self, fault_id: str, host: str) -> int:
        """Count one more request that a fault of the n-th request looks at, and return the number."""
        setting = self._on[fault_id, host]
        setting.counted += 1
        return setting.counted

    def peek(self, host: str, kind: str, fault_id: str) -> Mapping[str, Any] | None:
        """Return the parameters when the fault is on for `host`; nothing is counted."""
        return next((setting.params for setting in self._settings_at(host, kind, fault_id)), None)

    def concerns(self, fault: Fault, kind: str) -> bool:
        """Tell whether a fault can bite hosts of this kind: where all use GitLab.com, it is the GitLab."""
        if fault.on == "gitlab" and kind == "gitlab-com":
            return "gitlab" not in self._hosts().values()
        return fault.on in ("any", kind) or (kind == "jira-server" and fault.own_jira)

    def listing(self) -> list[dict[str, Any]]:
        """Return every fault with its state, JSON-ready."""
        return [self._shown(fault) for fault in self._faults.values()]

    def _settings_at(self, host: str, kind: str, fault_id: str) -> Iterator[Setting]:
        """Give what is on for `host`: first what names it, then what bites all."""
        for place in (host, ""):
            setting = self._on.get((fault_id, place))
            if setting is not None and setting.is_on(self._now()) and self.concerns(setting.fault, kind):
                yield setting

    def _known(self, fault_id: str) -> Fault:
        fault = self._faults.get(fault_id)
        if fault is None:
            raise UnknownFault(fault_id, list(self._faults))
        return fault

    def _shown(self, fault: Fault) -> dict[str, Any]:
        states = [_state(setting) for (fault_id, _host), setting in self._on.items() if fault_id == fault.id]
        return {
            "id": fault.id,
            "layer": fault.layer,
            "on": fault.on,
            "message": fault.message,
            "expect": fault.expect,
            "rows": list(fault.rows),
            "params": dict(fault.params),
            "choices": {name: list(values) for name, values in fault.choices.items()},
            "active": states[-1] if states else None,
            "active_at": states,
        }

    def _defaults(self, fault: Fault) -> Mapping[str, Any]:
        """Return the parameters with a host that is there: a world may have GitLab.com alone."""
        hosts = self._hosts()
        if fault.params.get("host", "") in ("", *hosts):
            return fault.params
        gitlabs = sorted((kind, url) for url, kind in hosts.items() if kind.startswith("gitlab"))
        # One's own GitLab, under whatever name, comes before GitLab.com.
        return {**fault.params, "host": gitlabs[0][1] if gitlabs else ""}


def _state(setting: Setting) -> dict[str, Any]:
    return {"params": setting.params, "times": setting.times, "struck": setting.struck}
