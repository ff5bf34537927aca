"""The review of private listings takes its time: the Marketplace shows none of them yet."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="marketplace-review-waits",
    layer="state",
    on="any",
    message="submitted, in review",
    expect="marketplace-listing-missing",
    rows=("E23",),
)
