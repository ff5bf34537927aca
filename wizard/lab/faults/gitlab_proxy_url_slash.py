"""Jira Connect Proxy URL ends with a slash, and so does the app key."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-proxy-url-slash",
    layer="state",
    on="gitlab",
    message="Failed to load Jira Connect Application ID. Please try again.",
    expect="gitlab-proxy-url-slash",
    rows=("O7",),
)
