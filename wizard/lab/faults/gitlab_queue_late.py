"""Sidekiq does not run, or has far too few workers: what is to be told waits."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-queue-late",
    layer="state",
    on="gitlab",
    message="No data in the development panel.",
    expect="flow-queue-late",
    rows=("G16",),
    params={"delay_s": 0.0},
)
