"""The API token has come to its end; on the wire nothing tells it from a wrong one."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-token-expired",
    layer="time",
    on="jira",
    message="Client must be authenticated to access this resource.",
    expect="jira-token-invalid",
    rows=("H4",),
)
