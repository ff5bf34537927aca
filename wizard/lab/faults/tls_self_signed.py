"""The certificate vouches for itself."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="tls-self-signed",
    layer="tls",
    on="any",
    message="self-signed certificate",
    expect="tls-self-signed",
    rows=("A7",),
    params={"host": "https://gitlab.example.com", "from": "everywhere"},
)
