"""The four keyrings we use, chosen here: neither the environment nor keyringrc.cfg can name another.

keyring itself would load any class that PYTHON_KEYRING_BACKEND or keyringrc.cfg names, from any path, and would fall
back to one that writes plain text if that is installed.
"""

import importlib
import sys
from typing import Protocol

_SYSTEM = {
    "darwin": (("keyring.backends.macOS", "Keyring"),),
    "win32": (("keyring.backends.Windows", "WinVaultKeyring"),),
}
_DESKTOP = (("keyring.backends.SecretService", "Keyring"), ("keyring.backends.kwallet", "DBusKeyring"))


class Backend(Protocol):
    """What we need of a keyring; every method may block for ever and may raise anything."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class NoBackend(Exception):
    """None of the four works here."""


def find_backend() -> Backend:
    """Return the first of our keyrings that works on this computer; blocks, so only in a worker.

    Raises: NoBackend.
    """
    for module, name in _SYSTEM.get(sys.platform, _DESKTOP):
        try:
            kind = getattr(importlib.import_module(module), name)
            _ = kind.priority  # raises when the keyring cannot be used
            # The base class would set attributes from KEYRING_PROPERTY_* variables.
            closed = type(name, (kind,), {"set_properties_from_env": lambda _self: None})
            backend: Backend = closed()
        except (ImportError, RuntimeError, AttributeError, OSError):
            continue
        return backend
    raise NoBackend
