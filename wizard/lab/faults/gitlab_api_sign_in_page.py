"""A sign-in wall before the API answers 200 with its own page."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-api-sign-in-page",
    layer="http",
    on="gitlab",
    message="Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON",
    expect="gitlab-answer-html",
    rows=("A2",),
)
