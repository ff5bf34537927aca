"""The site's allowlist of addresses keeps everybody out who calls its APIs."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-address-not-allowed",
    layer="state",
    on="jira",
    message="The IP address has been rejected because it is not on the allowlist.",
    expect="jira-forbidden",
    rows=("A17",),
)
