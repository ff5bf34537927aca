"""The instance runs 17.5, which does not know how Jira has signed install events since November 2024."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-before-new-tokens",
    layer="state",
    on="gitlab",
    message="The app host returned HTTP response code 401 when we tried to contact it during installation.",
    expect="gitlab-install-token-unknown",
    rows=("E4",),
)
