"""The server sends its leaf without the intermediate."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="tls-chain-incomplete",
    layer="tls",
    on="any",
    message="unable to get local issuer certificate",
    expect="tls-chain-incomplete",
    rows=("A9",),
    params={"host": "https://gitlab.example.com", "from": "everywhere"},
)
