"""A proxy in front of GitLab forbids frames for every page, also for the one that Jira shows in one."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-frame-refused",
    layer="browser",
    on="gitlab",
    message="refused to connect",
    expect="gitlab-frame-refused",
    rows=("B7",),
)
