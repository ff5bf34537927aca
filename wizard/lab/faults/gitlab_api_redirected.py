"""A sign-in wall before the API sends everybody to the company's sign-in."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-api-redirected",
    layer="http",
    on="gitlab",
    message="The URL can't be reached.",
    expect="gitlab-answer-redirect",
    rows=("A2",),
)
