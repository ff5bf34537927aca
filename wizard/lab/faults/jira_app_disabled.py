"""The app is installed and disabled."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-app-disabled",
    layer="state",
    on="jira",
    message="This app is disabled.",
    expect="jira-app-disabled",
    rows=("E19",),
)
