"""The instance takes no writes."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-maintenance",
    layer="http",
    on="gitlab",
    message="GitLab is undergoing maintenance",
    expect="gitlab-maintenance",
)
