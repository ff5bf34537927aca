"""An app that is installed meanwhile comes up disabled."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-app-disabled-after-install",
    layer="state",
    on="jira",
    message="This app is disabled.",
    expect="jira-app-disabled",
    rows=("E19",),
)
