"""The OAuth application in place is confidential."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-oauth-app-confidential",
    layer="state",
    on="gitlab",
    message="Failed to sign in to GitLab.",
    expect="gitlab-oauth-app-confidential",
    rows=("O2",),
)
