"""The field configuration of Jira hides the due date."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="integration-field-hidden",
    layer="state",
    on="jira",
    message="undefined method 'duedate'",
    expect="integration-field-hidden",
    rows=("H14",),
    own_jira=True,
)
