"""The site has another name now, and sends every call there."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-renamed",
    layer="state",
    on="jira",
    message="The site was not found, renamed or temporarily suspended.",
    expect="jira-site-renamed",
    rows=("E18",),
    params={"to": "https://renamed.atlassian.net"},
)
