"""The global permission Browse users and groups is taken away from everybody, apps included."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-user-picker-missing",
    layer="state",
    on="jira",
    message="Could not fetch user information from Jira. Check the permissions in Jira and try again.",
    expect="jira-people-hidden",
    rows=("F1",),
)
