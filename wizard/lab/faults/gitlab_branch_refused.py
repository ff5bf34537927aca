"""Creating a branch is refused."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-branch-refused",
    layer="protocol",
    on="gitlab",
    message="403 Forbidden",
    expect="proof-branch-made",
)
