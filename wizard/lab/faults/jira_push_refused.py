"""Jira refuses what GitLab sends by a status; GitLab writes it down and never sends it again."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-push-refused",
    layer="protocol",
    on="jira",
    message="Service unavailable",
    expect="flow-live-stopped",
    rows=("G10",),
    params={"status": 503},
)
