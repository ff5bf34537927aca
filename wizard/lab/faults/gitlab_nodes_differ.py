"""One node of the instance has another gitlab-secrets.json: what the others wrote it cannot read."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-nodes-differ",
    layer="state",
    on="gitlab",
    message="401 Unauthorized",
    expect="gitlab-nodes-differ",
    rows=("E21",),
)
