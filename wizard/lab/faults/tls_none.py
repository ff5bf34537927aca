"""The port speaks HTTP without TLS."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="tls-none",
    layer="tls",
    on="any",
    message="wrong version number",
    expect="tls-protocol",
    params={"host": "https://gitlab.example.com", "from": "everywhere"},
)
