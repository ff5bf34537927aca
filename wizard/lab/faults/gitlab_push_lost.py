"""The worker that sends to Jira never runs."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-push-lost",
    layer="protocol",
    on="gitlab",
    message="No data in the development panel.",
    expect="proof-arrived",
    rows=("G16",),
)
