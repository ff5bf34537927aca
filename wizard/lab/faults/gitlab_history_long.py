"""The first project has more branches than a first sync sends."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-history-long",
    layer="state",
    on="gitlab",
    message="Old branches and merge requests are missing in the development panel.",
    expect="first-sync-capped",
    rows=("G1",),
)
