"""A wall in front of a GitLab that serves others keeps the path of its public keys shut."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-public-keys-blocked",
    layer="http",
    on="gitlab",
    message="Could not be installed on the instance. Error response code 401",
    expect="proxy-public-keys-blocked",
    rows=("I1",),
)
