"""The group has another path now, and nothing is left at the old one."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-group-renamed",
    layer="state",
    on="gitlab",
    message="Cannot find namespace. Make sure you have sufficient permissions.",
    expect="gitlab-group-not-found",
    rows=("F4",),
    params={"group": "platform"},
)
