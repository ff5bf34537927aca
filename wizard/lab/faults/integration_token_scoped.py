"""The token of the integration was made with scopes: only the gateway of all sites takes it."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="integration-token-scoped",
    layer="state",
    on="jira",
    message="401 Unauthorized",
    expect="integration-token-scoped",
    rows=("H5",),
)
