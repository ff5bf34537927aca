"""A firewall drops the packets: no answer ever comes."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="network-timeout",
    layer="tcp",
    on="any",
    message="Connection timed out",
    expect="network-timeout",
    rows=("A1", "A4"),
    params={"host": "https://gitlab.example.com", "from": "everywhere"},
)
