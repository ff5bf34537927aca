"""Jira tells GitLab that it took everything, and some things never come up: GitLab's own log says success."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-entities-lost",
    layer="protocol",
    on="jira",
    message="Some branches and merge requests are missing in the development panel.",
    expect="flow-rejected",
    params={"kinds": "", "ids": "", "share": 1.0, "seed": 1, "most": 0},
)
