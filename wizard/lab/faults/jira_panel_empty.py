"""Jira accepts the data, but neither summary nor detail shows it."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-panel-empty",
    layer="protocol",
    on="jira",
    message="No data in the development panel.",
    expect="proof-arrived",
    rows=("G22",),
)
