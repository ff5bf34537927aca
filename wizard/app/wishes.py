"""What the settings mean for a world: its proxy, its patience, its authorities."""

from pathlib import Path

from wizard.adapters.http.limits import Limits
from wizard.adapters.network.system import SystemNetwork
from wizard.app.ends import CommandEnded, Exit
from wizard.app.proxies import system_proxy
from wizard.app.settings import SettingsFile
from wizard.domain.network import ProxyChoice
from wizard.domain.settings import Settings, SettingsKeeper


def stored_settings() -> SettingsKeeper:
    """Return the settings for a command. Raises: CommandEnded with exit 2 for a file that cannot be used.

    The window goes on with the defaults and says so; a command has nobody to read that.
    """
    settings = SettingsFile()
    if settings.trouble is not None:
        raise CommandEnded(Exit.USAGE, str(settings.trouble))
    return settings


def limits_of(settings: Settings) -> Limits:
    """Return how long requests may take."""
    return Limits(
        call_s=settings.check_s, attempt_s=settings.read_s, write_s=settings.check_s, connect_s=settings.connect_s
    )


def proxy_of(settings: Settings, host: str) -> ProxyChoice:
    """Return how a host is reached."""
    if settings.proxy == "manual" and settings.proxy_url:
        return ProxyChoice(settings.proxy_url, "manual")
    return system_proxy(host) if settings.proxy == "system" else ProxyChoice()


def network_of(keeper: SettingsKeeper) -> SystemNetwork:
    """Return the network of this computer; another proxy is used from the next connection on."""
    ca_files = {host: Path(name) for host, name in keeper.now.ca_files.items()}
    return SystemNetwork(proxies=lambda host: proxy_of(keeper.now, host), ca_files=ca_files)
