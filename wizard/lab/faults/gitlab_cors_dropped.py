"""A proxy in front drops the headers that let the page in Jira read."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-cors-dropped",
    layer="http",
    on="gitlab",
    message="Failed to load Jira Connect Application ID. Please try again.",
    expect="gitlab-application-id-cors",
    rows=("B6",),
)
