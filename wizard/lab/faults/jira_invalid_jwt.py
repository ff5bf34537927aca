"""Jira keeps another shared secret than it announced."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-invalid-jwt",
    layer="protocol",
    on="jira",
    message="Invalid JWT",
    expect="proof-arrived",
    rows=("E8",),
)
