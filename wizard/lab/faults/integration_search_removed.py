"""A GitLab from before the repair still searches where Jira Cloud has taken the search away."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="integration-search-removed",
    layer="state",
    on="gitlab",
    message="Something went wrong while trying to fetch related Jira issues. "
    "Please check the Jira integration settings and try again.",
    expect="integration-search-removed",
    rows=("H6",),
)
