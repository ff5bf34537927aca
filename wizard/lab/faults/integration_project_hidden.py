"""The user of the integration is not shown any project."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="integration-project-hidden",
    layer="state",
    on="jira",
    message="The value 'PLAT' does not exist for the field 'project'.",
    expect="integration-project-hidden",
    rows=("H7",),
    own_jira=True,
)
