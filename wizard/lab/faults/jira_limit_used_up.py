"""The site's points of this hour are used up: every call of its APIs is refused until the next one."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-limit-used-up",
    layer="http",
    on="jira",
    message="Rate limit exceeded",
    expect="jira-limit-used-up",
    rows=("G9",),
)
