"""The user lacks the permission View development tools."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-panel-forbidden",
    layer="protocol",
    on="jira",
    message="You do not have permission to view development information.",
    expect="proof-arrived",
    rows=("F12",),
)
