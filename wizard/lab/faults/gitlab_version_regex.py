"""A GitLab that does not find what an own pattern of issue keys matches."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-version-regex",
    layer="state",
    on="gitlab",
    message="No links appear for the custom pattern",
    expect="gitlab-version-regex",
    rows=("H17",),
)
