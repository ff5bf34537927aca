"""Sidekiq does not run, or has far too few workers: what is to be told waits."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-queue-late",
    layer="state",
    on="gitlab",
    message="Development information appears with a long delay.",
    expect="flow-queue-late",
    rows=("G16",),
    params={"delay_s": 0.0},
)
