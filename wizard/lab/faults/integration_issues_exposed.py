"""The Jira projects are private, and GitLab would show their issues to all members of its project."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="integration-issues-exposed",
    layer="state",
    on="jira",
    message="All users with access to this GitLab project can view all issues",
    expect="integration-issues-exposed",
    rows=("H21",),
)
