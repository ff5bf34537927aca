"""The issue is not shown to the user of the integration, who sees its project."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="integration-issue-hidden",
    layer="state",
    on="jira",
    message="Error sending message",
    expect="integration-issue-hidden",
    rows=("H11",),
    own_jira=True,
)
