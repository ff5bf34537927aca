"""Removing a branch is refused."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-branch-delete-refused",
    layer="protocol",
    on="gitlab",
    message="403 Forbidden",
    expect="proof-cleaned",
)
