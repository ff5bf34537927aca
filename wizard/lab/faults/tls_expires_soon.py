"""The certificate ends in five days."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="tls-expires-soon",
    layer="tls",
    on="any",
    message="certificate will expire in 5 days",
    expect="tls-certificate-expires-soon",
    rows=("A10",),
    params={"host": "https://gitlab.example.com", "from": "everywhere"},
)
