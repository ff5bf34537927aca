"""The issue cannot be read with these credentials."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-issue-hidden",
    layer="state",
    on="jira",
    message="Issue does not exist or you do not have permission to see it.",
    expect="jira-issue-not-found",
    rows=("H11",),
)
