"""The permission Browse Projects is taken away from everybody: projects and issues are as if they were not there."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-browse-missing",
    layer="state",
    on="jira",
    message="The credentials for accessing Jira are not allowed to access the data.",
    expect="jira-issue-not-found",
    rows=("H8",),
)
