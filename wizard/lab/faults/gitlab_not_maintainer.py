"""The user has a role below Maintainer in every group."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-not-maintainer",
    layer="state",
    on="gitlab",
    message="No groups found",
    expect="gitlab-group-role-too-low",
    rows=("F4", "F5"),
    params={"role": "developer"},
    choices={"role": ("developer", "reporter", "guest")},
)
