"""The host that publishes the keys Jira signs install events with."""

from wizard.lab.keys.host import KeysHost

__all__ = ["KeysHost"]
