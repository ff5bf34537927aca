"""The instance has a name of more than 44 letters, and its release does not cut the app key."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-app-key-too-long",
    layer="state",
    on="gitlab",
    message="An error occurred while provisioning the user for this add-on.",
    expect="gitlab-app-key-too-long",
    rows=("E6",),
)
