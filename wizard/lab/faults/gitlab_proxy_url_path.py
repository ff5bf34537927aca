"""Jira Connect Proxy URL of an instance names a path on the proxy, and so does the app key."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-proxy-url-path",
    layer="state",
    on="gitlab",
    message="Failed to load Jira Connect Application ID. Please try again.",
    expect="gitlab-proxy-url-path",
    rows=("I4",),
    params={"host": "https://gitlab-north.example.com"},
)
