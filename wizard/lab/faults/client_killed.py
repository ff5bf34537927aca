"""The calling process is killed at its count-th request, before or after the host did the work."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="client-killed",
    layer="state",
    on="any",
    message="Killed",
    expect="session-interrupted",
    params={"method": "*", "path_prefix": "/", "pid": 0, "count": 1, "when": "before"},
)
