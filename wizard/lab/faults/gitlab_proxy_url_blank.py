"""The settings name no proxy any more: somebody cleared the field."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-proxy-url-blank",
    layer="state",
    on="gitlab",
    message="Could not be installed on the instance. Error response code 401",
    expect="gitlab-proxy-url-blank",
    rows=("O9",),
)
