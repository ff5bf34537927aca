"""The Marketplace has brought out a Forge version of the app, and the site waits for an administrator's approval."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-update-waiting",
    layer="state",
    on="any",
    message="Update available",
    expect="jira-update-waiting",
    rows=("E16",),
)
