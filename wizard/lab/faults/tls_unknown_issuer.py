"""The certificate comes from an authority nobody trusts."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="tls-unknown-issuer",
    layer="tls",
    on="any",
    message="unable to get local issuer certificate",
    expect="tls-issuer-unknown",
    rows=("A8",),
    params={"host": "https://gitlab.example.com", "from": "everywhere"},
)
