"""The gateway to the APIs of all sites, at `https://api.atlassian.com`."""

from wizard.lab.gateway.host import GatewayHost

__all__ = ["GatewayHost"]
