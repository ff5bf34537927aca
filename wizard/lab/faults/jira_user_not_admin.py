"""The user has no ADMINISTER permission."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-user-not-admin",
    layer="state",
    on="jira",
    message="You don't have permission to access this page.",
    expect="jira-user-not-admin",
)
