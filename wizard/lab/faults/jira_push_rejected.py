"""Jira takes the data and rejects every entity in the same answer."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-push-rejected",
    layer="protocol",
    on="jira",
    message="No data in the development panel.",
    expect="proof-arrived",
)
