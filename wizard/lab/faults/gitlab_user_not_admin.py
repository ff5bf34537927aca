"""The user is not an administrator of the instance."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-user-not-admin",
    layer="state",
    on="gitlab",
    message="403 Forbidden",
    expect="gitlab-user-not-admin",
    rows=("O20",),
)
