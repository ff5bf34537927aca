"""Tokens in the keyring of the desktop, or in memory."""

from wizard.adapters.keyring_store.secrets import KeyringSecrets

__all__ = ["KeyringSecrets"]
