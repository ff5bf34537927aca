"""App management of the site is closed to this user."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-apps-unreadable",
    layer="state",
    on="jira",
    message="Forbidden",
    expect="jira-app-unreadable",
)
