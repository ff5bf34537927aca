"""The OAuth application in place has the redirect URI of the manual method."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-oauth-app-wrong-redirect",
    layer="state",
    on="gitlab",
    message="The redirect URI included is not valid.",
    expect="gitlab-oauth-app-wrong-redirect",
    rows=("O4", "I3"),
)
