"""The instance runs 15.8, and somebody has switched on both feature flags of the OAuth sign-in."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-oauth-flags-both",
    layer="state",
    on="gitlab",
    message="Failed to update GitLab version. Please try again.",
    expect="gitlab-oauth-flags-both",
    rows=("O12",),
)
