"""The instance asks everybody to accept its terms first, also over the API."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-terms-not-accepted",
    layer="state",
    on="gitlab",
    message="You must accept the Terms of Service in order to perform this action.",
    expect="gitlab-forbidden",
)
