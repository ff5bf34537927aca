"""Jira rejects some things of a request that it takes: only the answer says so, which GitLab does not act on."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-entities-rejected",
    layer="protocol",
    on="jira",
    message="The entity could not be stored",
    expect="flow-rejected",
    rows=("G11",),
    params={"kinds": "", "ids": "", "share": 1.0, "seed": 1, "most": 0},
)
