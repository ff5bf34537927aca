"""The instance trusts another server than GitLab.com with Jira's events."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-proxy-url-foreign",
    layer="state",
    on="gitlab",
    message="Could not be installed on the instance. Error response code 401",
    expect="gitlab-proxy-url-foreign",
    rows=("I5",),
)
