"""The request is handled (or not, with after_work false), then the connection ends without an answer."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="http-answer-lost",
    layer="http",
    on="any",
    message="Server disconnected without sending a response.",
    expect="network-reset",
    params={"host": "https://gitlab.example.com", "method": "*", "path_prefix": "/", "after_work": True},
)
