"""Jira has issued a new shared secret, and the app was never told."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-invalid-jwt",
    layer="state",
    on="jira",
    message="Invalid JWT",
    expect="proof-arrived",
    rows=("E9",),
)
