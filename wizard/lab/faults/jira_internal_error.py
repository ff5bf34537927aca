"""The APIs of the site fail inside."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-internal-error",
    layer="http",
    on="jira",
    message="Internal server error",
    expect="jira-answer-status",
)
