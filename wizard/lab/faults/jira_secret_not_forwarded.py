"""Jira has issued a new shared secret; GitLab.com took it, and it never came to the instance behind."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-secret-not-forwarded",
    layer="state",
    on="any",
    message="Invalid JWT",
    expect="proof-arrived",
    rows=("E8",),
)
