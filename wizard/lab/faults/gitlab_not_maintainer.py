"""The user has no higher role than Developer in any group."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-not-maintainer",
    layer="state",
    on="gitlab",
    message="No groups found",
    expect="gitlab-group-role-too-low",
    rows=("F4", "F5"),
)
