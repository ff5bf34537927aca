"""The certificate begins tomorrow."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="tls-not-yet-valid",
    layer="tls",
    on="any",
    message="certificate is not yet valid",
    expect="tls-certificate-not-yet-valid",
    rows=("A10",),
    params={"host": "https://gitlab.example.com", "from": "everywhere"},
)
