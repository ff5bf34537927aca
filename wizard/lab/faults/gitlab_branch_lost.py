"""Creating a branch is confirmed, but there is no branch."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-branch-lost",
    layer="protocol",
    on="gitlab",
    message="404 Branch Not Found",
    expect="proof-branch-read",
)
