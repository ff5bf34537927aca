"""What the words after the program's name mean: the window without a command, else one of the commands."""

import importlib
import sys
from typing import Literal, get_args

import click

from wizard import __version__
from wizard.app.commands._options import with_plain_lab, world_options
from wizard.app.ends import CommandEnded, Exit, of_error
from wizard.domain.deep_link import DeepLink, is_link, read_link
from wizard.domain.errors import PortError

Theme = Literal["system", "light", "dark", "contrast-light", "contrast-dark"]

COMMANDS = ("run", "undo", "check", "monitor", "inventory", "plan", "descriptor", "keys", "lab", "screens")
"""Each is a module of `wizard.app.commands` with a command of the same name, imported when it is called."""


class _Commands(click.Group):
    """Imports a command's module on first use: a lab that starts needs no HTTP client, a window no command."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"wizard.app.commands.{name}"), name)
        return command


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gitlab-jira-wizard")
@click.option("--theme", type=click.Choice(get_args(Theme)), default=None, help="Look of the window.")
@world_options
@click.option("--lab-fault", hidden=True, default=None, metavar="WISH")
@click.pass_context
def cli(context: click.Context, theme: Theme | None, lab: str | None, lab_at: str | None, lab_fault: str | None) -> int:
    """Connect GitLab to Jira Cloud: see each change before it is made, prove that data flows, undo it if you want.

    Without a command the window opens.
    """
    link: DeepLink | None = context.obj
    if context.invoked_subcommand is not None:
        if link is not None:
            raise click.UsageError("A link opens the window; no command goes with it.")
        return Exit.DONE
    from wizard.app.window import open_window  # Qt only where a window is wanted

    return open_window(theme=theme, lab=lab, lab_at=lab_at, lab_fault=lab_fault, link=link)


def _without_link(arguments: list[str]) -> tuple[list[str], DeepLink | None]:
    """Return the arguments without the one link that a browser or a desktop may have put there, and what it says."""
    links = [argument for argument in arguments if is_link(argument)]
    if len(links) > 1:
        raise click.UsageError("One link at a time.")
    return [argument for argument in arguments if argument not in links], read_link(links[0]) if links else None


def obey(arguments: list[str]) -> int:
    """Do what the arguments say and return the exit code."""
    try:
        words, link = _without_link(with_plain_lab(arguments))
        result = cli.main(args=words, prog_name="gitlab-jira-wizard", standalone_mode=False, obj=link)
    except click.exceptions.Abort:
        return Exit.STOPPED
    except click.ClickException as error:
        error.show(sys.stderr)
        return Exit.USAGE
    except KeyboardInterrupt:
        click.echo("Stopped. What was done is in the journal; the same command goes on.", err=True)
        return Exit.STOPPED
    except CommandEnded as error:
        click.echo(error.message, err=True)
        return error.code
    except PortError as error:
        from wizard.app import printing

        finding, code = of_error(error)
        printing.say_findings((finding,))
        return code
    return int(result) if isinstance(result, int) else Exit.DONE
