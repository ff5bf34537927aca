"""The person's settings of the network: a proxy of one's own, and a CA file for single hosts.

Shape: settings.toml in the configuration folder:
    [network]
    proxy = "http://proxy.example.com:3128"
    [network.ca_files]
    "gitlab.example.com" = "/home/dana/company-ca.pem"
"""

from pathlib import Path

import msgspec
import platformdirs

from wizard.app.ends import CommandEnded, Exit


class NetworkSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    proxy: str = ""
    """Used for every host instead of the system's proxy."""
    ca_files: dict[str, str] = {}
    """Host -> file with the authority that is trusted for this host, beside the system's roots."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int = 1
    network: NetworkSettings = NetworkSettings()


def settings_file() -> Path:
    return Path(platformdirs.user_config_path("gitlab-jira-wizard", appauthor=False)) / "settings.toml"


def read_settings(path: Path | None = None) -> Settings:
    """Return the settings; the defaults when there is no file. Raises: CommandEnded with exit 2 for a bad one."""
    path = path or settings_file()
    try:
        settings = msgspec.toml.decode(path.read_bytes(), type=Settings)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise CommandEnded(Exit.USAGE, f"{path} cannot be read: {error.strerror}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CommandEnded(Exit.USAGE, f"{path}: {error}. Mend it or remove it.") from None
    missing = [name for name in settings.network.ca_files.values() if not Path(name).is_file()]
    if missing:
        raise CommandEnded(Exit.USAGE, f"{path} names a CA file that is not there: {', '.join(missing)}.")
    return settings
