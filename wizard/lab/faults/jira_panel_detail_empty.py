"""The summary counts the branch, the detail does not list it."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-panel-detail-empty",
    layer="protocol",
    on="jira",
    message="We couldn't load the development details.",
    expect="proof-shown",
    rows=("G22",),
)
