"""A proxy in front writes another host name into every page, and so into the app key."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-key-rewritten",
    layer="http",
    on="gitlab",
    message="Failed to link group. Please try again.",
    expect="gitlab-app-key-differs",
    rows=("B3", "E10"),
)
