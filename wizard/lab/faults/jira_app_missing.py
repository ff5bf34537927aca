"""The app does not appear in the list of installed apps."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-app-missing",
    layer="state",
    on="jira",
    message="GitLab for Jira Cloud is not among the installed apps.",
    expect="jira-app-missing",
)
