"""The name leads to a private address, which answers only from inside."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="network-name-private",
    layer="dns",
    on="any",
    message="is blocked: Requests to the local network are not allowed",
    expect="network-name-private",
    rows=("A3", "A15"),
    params={"host": "https://gitlab.example.com", "from": "everywhere"},
)
