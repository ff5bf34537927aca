"""The API token is not accepted."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-token-invalid",
    layer="state",
    on="jira",
    message="Client must be authenticated to access this resource.",
    expect="jira-token-invalid",
    rows=("H3",),
)
