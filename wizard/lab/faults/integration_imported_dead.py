"""A project was imported with an integration that is on and does nothing."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="integration-imported-dead",
    layer="state",
    on="gitlab",
    message="No comments appear in Jira",
    expect="integration-imported-dead",
    rows=("H16",),
    params={"project": "platform/app", "url": "https://acme.atlassian.net"},
)
