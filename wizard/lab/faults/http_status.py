"""Something in front of the host answers with a bare HTML page."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="http-status",
    layer="http",
    on="any",
    message="503 Service Unavailable",
    expect="gitlab-not-answering",
    rows=("A2",),
    params={"host": "https://gitlab.example.com", "method": "*", "path_prefix": "/", "status": 503},
)
