"""The host's name does not exist where it is asked for."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="network-name-unknown",
    layer="dns",
    on="any",
    message="Name or service not known",
    expect="network-name-unknown",
    rows=("A3",),
    params={"host": "https://gitlab.example.com", "from": "everywhere"},
)
