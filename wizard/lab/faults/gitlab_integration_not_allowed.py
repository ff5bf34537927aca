"""The integration allowlist of the instance leaves the app out: all its paths are 404."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-integration-not-allowed",
    layer="state",
    on="gitlab",
    message="Could not be installed on the instance. Error response code 404",
    expect="gitlab-integration-not-allowed",
    rows=("O16",),
)
