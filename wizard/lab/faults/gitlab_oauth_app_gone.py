"""The settings name an OAuth application that was deleted."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-oauth-app-gone",
    layer="state",
    on="gitlab",
    message="Client authentication failed due to unknown client.",
    expect="gitlab-oauth-app-gone",
    rows=("O6",),
)
