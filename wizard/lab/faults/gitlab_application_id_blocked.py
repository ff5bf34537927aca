"""A proxy in front answers 403 without CORS headers for the Application ID."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-application-id-blocked",
    layer="http",
    on="gitlab",
    message="Failed to load Jira Connect Application ID. Please try again.",
    expect="gitlab-application-id-blocked",
    rows=("B6",),
)
