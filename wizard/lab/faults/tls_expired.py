"""The certificate ran out yesterday."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="tls-expired",
    layer="tls",
    on="any",
    message="certificate has expired",
    expect="tls-certificate-expired",
    rows=("A10",),
    params={"host": "https://gitlab.example.com", "from": "everywhere"},
)
