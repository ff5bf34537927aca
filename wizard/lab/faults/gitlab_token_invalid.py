"""No token is accepted."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-token-invalid",
    layer="state",
    on="gitlab",
    message="401 Unauthorized",
    expect="gitlab-token-invalid",
)
