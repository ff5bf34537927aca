"""The instance answers 429 with Retry-After."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-rate-limited",
    layer="http",
    on="gitlab",
    message="Retry later",
    expect="gitlab-rate-limited",
)
