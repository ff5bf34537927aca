"""The site has lost the access tokens of private listings, as when their vendor deleted them."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-license-token-missing",
    layer="state",
    on="jira",
    message="This app is unlicensed.",
    expect="jira-license-token-missing",
    rows=("E23",),
)
