"""The API of the instance fails inside."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-internal-error",
    layer="http",
    on="gitlab",
    message="500 Internal Server Error",
    expect="gitlab-answer-status",
)
