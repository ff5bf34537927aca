"""The instance is 15.6, from before the Marketplace app could be used with it."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-too-old",
    layer="state",
    on="gitlab",
    message="The page has no field Jira Connect Proxy URL.",
    expect="gitlab-too-old",
    rows=("O14",),
)
