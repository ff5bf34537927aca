"""`descriptor`: makes, validates, compares and serves app descriptors. Nothing of it needs a network."""

import importlib

import click

_COMMANDS = ("make", "validate", "diff", "serve")
"""Each is a module `_descriptor_<name>` beside this one with a command of the same name, imported when it is called."""


class _Commands(click.Group):
    def list_commands(self, _context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"wizard.app.commands._descriptor_{name}"), name)
        return command


@click.group(cls=_Commands, short_help="Make, validate, compare and serve app descriptors, offline.")
def descriptor() -> None:
    """Make, validate, compare and serve descriptors of the GitLab for Jira Cloud app. No network is needed."""
