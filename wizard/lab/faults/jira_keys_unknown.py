"""Jira knows none of the issue keys that GitLab names: it answers 202 all the same, and lists them there."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-keys-unknown",
    layer="protocol",
    on="jira",
    message="No data in the development panel.",
    expect="proof-arrived",
    rows=("G6",),
)
