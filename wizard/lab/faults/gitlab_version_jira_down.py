"""A GitLab whose pages fail while Jira cannot be reached."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-version-jira-down",
    layer="state",
    on="gitlab",
    message="500: Something went wrong on our end",
    expect="gitlab-version-jira-down",
    rows=("H15",),
)
