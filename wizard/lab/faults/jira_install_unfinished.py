"""Jira takes the order to install the app, and does not get on with it until the fault is lifted."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-install-unfinished",
    layer="state",
    on="jira",
    message="Add-on installation timed out",
    expect="jira-install-refused",
    rows=("E20",),
)
