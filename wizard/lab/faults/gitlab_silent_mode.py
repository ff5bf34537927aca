"""Silent Mode is on: linking works, nothing is sent."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-silent-mode",
    layer="state",
    on="gitlab",
    message="only get, head, options, and trace methods are allowed in silent mode",
    expect="gitlab-silent-mode",
    rows=("A14",),
)
