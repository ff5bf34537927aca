"""The API token was made with scopes: the site refuses it, only the gateway of all sites takes it."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-token-scoped",
    layer="state",
    on="jira",
    message="401 Unauthorized",
    expect="jira-token-invalid",
    rows=("H5",),
)
