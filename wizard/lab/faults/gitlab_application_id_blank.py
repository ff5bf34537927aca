"""The settings name no OAuth application any more: somebody cleared the field."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-application-id-blank",
    layer="state",
    on="gitlab",
    message="Missing required parameter: client_id",
    expect="gitlab-application-id-blank",
    rows=("C1", "O1"),
)
