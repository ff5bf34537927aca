"""The token of the integration has reached the end of its life."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="integration-token-expired",
    layer="time",
    on="jira",
    message="401 Unauthorized",
    expect="integration-token-expired",
    rows=("H4",),
    own_jira=True,
)
