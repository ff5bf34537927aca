"""Nobody listens on the port, or a firewall rejects."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="network-refused",
    layer="tcp",
    on="any",
    message="Connection refused",
    expect="network-refused",
    rows=("A1",),
    params={"host": "https://gitlab.example.com", "from": "everywhere"},
)
