"""The issues have a resolution already, so that GitLab leaves them as they are."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="integration-issue-resolved",
    layer="state",
    on="jira",
    message="The issue is not closed",
    expect="integration-issue-resolved",
    rows=("H12",),
    own_jira=True,
)
