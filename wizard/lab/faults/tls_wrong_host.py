"""The certificate is for another name."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="tls-wrong-host",
    layer="tls",
    on="any",
    message="Hostname mismatch, certificate is not valid for this name",
    expect="tls-name-mismatch",
    rows=("A10",),
    params={"host": "https://gitlab.example.com", "from": "everywhere"},
)
