"""A proxy in front answers 405 to OPTIONS, so that no browser may call from another page."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-options-dropped",
    layer="http",
    on="gitlab",
    message="Failed to sign in to GitLab.",
    expect="gitlab-oauth-token-cors",
    rows=("B8",),
)
