"""The site refuses private apps, as Jira Cloud does since 2026-03-31."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-private-install-blocked",
    layer="state",
    on="jira",
    message="Development Mode no longer supports installing private apps using an app descriptor URL.",
    expect="jira-private-install-blocked",
    rows=("E2",),
    params={"at": "task"},
    choices={"at": ("task", "answer")},
)
