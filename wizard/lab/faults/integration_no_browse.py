"""The user of the integration may not browse the projects that they are shown."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="integration-no-browse",
    layer="state",
    on="jira",
    message="The credentials for accessing Jira are not allowed to access the data.",
    expect="integration-no-browse",
    rows=("H8",),
    own_jira=True,
)
