"""The workflow of the issues has other transitions than those that were chosen, and none to what is done."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="integration-transition-unknown",
    layer="state",
    on="jira",
    message="The issue is not closed",
    expect="integration-transition-unknown",
    rows=("H12",),
    own_jira=True,
)
