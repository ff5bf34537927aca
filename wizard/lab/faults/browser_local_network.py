"""GitLab has a private address on the desktop, and the browser lets no page of the internet call it."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="browser-local-network",
    layer="browser",
    on="gitlab",
    message="Failed to load Jira Connect Application ID. Please try again.",
    expect="browser-local-network",
    rows=("C2",),
)
