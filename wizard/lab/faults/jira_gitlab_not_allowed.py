"""The site's allowlist lacks GitLab's addresses: people come in, and what GitLab sends does not."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-gitlab-not-allowed",
    layer="state",
    on="jira",
    message="No data in the development panel.",
    expect="proof-arrived",
    rows=("A17",),
    params={"from": "everywhere"},
    choices={"from": ("everywhere", "gitlab-host", "gitlab-com")},
)
