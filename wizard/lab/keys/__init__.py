"""The hosts that publish the keys Jira signs install events with."""

from wizard.lab.keys.host import NEW, OLD, KeysHost

__all__ = ["NEW", "OLD", "KeysHost"]
