"""The site was moved or merged, and what GitLab had told did not move with it."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-development-lost",
    layer="state",
    on="jira",
    message="Development information is gone after the site was moved.",
    expect="flow-items-missing",
    rows=("G23",),
)
