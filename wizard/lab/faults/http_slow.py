"""Every answer comes later; with `delay_s` of an hour the host takes requests and, for all purposes, never answers."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="http-slow",
    layer="http",
    on="any",
    message="The request takes long.",
    expect="network-slow",
    params={"host": "https://gitlab.example.com", "method": "*", "path_prefix": "/", "delay_s": 2.0},
)
