"""The instance believes that its address is gitlab.internal.example."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-wrong-base-url",
    layer="state",
    on="gitlab",
    message="Invalid audience.",
    expect="gitlab-base-url-differs",
    rows=("B1", "B2"),
)
