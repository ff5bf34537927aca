"""The OAuth application of an instance behind an own proxy leads back to GitLab.com, as on the Marketplace way."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-leaf-redirect-gitlab-com",
    layer="state",
    on="gitlab",
    message="The redirect URI included is not valid.",
    expect="gitlab-oauth-app-wrong-redirect",
    rows=("I3",),
    params={"host": "https://gitlab-north.example.com"},
)
