"""The issue tracker of the GitLab project is switched off, and mentions reach no Jira issue."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-issues-disabled",
    layer="state",
    on="gitlab",
    message="No comments appear in Jira",
    expect="gitlab-issues-disabled",
    rows=("H11",),
    params={"project": "platform/app"},
)
