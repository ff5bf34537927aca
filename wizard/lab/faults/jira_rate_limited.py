"""The site answers 429 with Retry-After to every call of its APIs."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-rate-limited",
    layer="http",
    on="jira",
    message="Rate limit exceeded",
    expect="jira-rate-limited",
    rows=("G9",),
)
