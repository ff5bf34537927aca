"""The site is suspended and answers 503 everywhere."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-suspended",
    layer="state",
    on="jira",
    message="The site was not found, renamed or temporarily suspended.",
    expect="jira-site-suspended",
    rows=("E17",),
)
