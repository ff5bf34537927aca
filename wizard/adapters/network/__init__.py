"""Names, connections and certificates: this computer's, and a lab's."""

from wizard.adapters.network.control_line import ControlLine
from wizard.adapters.network.lab import LabNetwork
from wizard.adapters.network.probe import NetworkProbe
from wizard.adapters.network.system import SystemNetwork, no_proxy

__all__ = ["ControlLine", "LabNetwork", "NetworkProbe", "SystemNetwork", "no_proxy"]
