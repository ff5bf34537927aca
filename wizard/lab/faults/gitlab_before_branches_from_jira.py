"""The instance runs 17.1, where nobody can make a branch from Jira through GitLab.com's app."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-before-branches-from-jira",
    layer="state",
    on="gitlab",
    message="There is no Create branch in the development panel, or it opens GitLab.com.",
    expect="gitlab-no-branch-from-jira",
    rows=("G18", "G19"),
)
