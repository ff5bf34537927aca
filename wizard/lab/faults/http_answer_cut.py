"""Half of each answer is missing, as behind a proxy whose disk is full."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="http-answer-cut",
    layer="http",
    on="any",
    message="Unexpected end of JSON input",
    expect="gitlab-answer-unreadable",
    params={"host": "https://gitlab.example.com", "method": "*", "path_prefix": "/api/"},
)
