"""The clock of the instance is ahead, in its Date header as well."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-clock-skewed",
    layer="time",
    on="gitlab",
    message="Signature has expired",
    expect="clock-skewed",
    rows=("E22",),
    params={"seconds": 180},
)
