"""Options that several commands share: which world, and how to print."""

from collections.abc import Callable
from typing import Any

import click

Command = Callable[..., Any]


def world_options(command: Command) -> Command:
    """Add --lab[=SCENARIO] and --lab-at."""
    command = click.option(
        "--lab",
        is_flag=False,
        flag_value="marketplace",
        default=None,
        metavar="[=SCENARIO]",
        help="Use an embedded lab: starts fresh, ends with this program; `lab list` names its worlds.",
    )(command)
    return click.option(
        "--lab-at",
        type=click.Path(dir_okay=False),
        default=None,
        metavar="READY.json",
        help="Join a running lab by its ready file.",
    )(command)


def json_option(command: Command) -> Command:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output.")(command)


def verbose_option(command: Command) -> Command:
    """Add --verbose."""
    said = "Say each of many places that change the same way, not how many they are."
    return click.option("--verbose", is_flag=True, help=said)(command)


def with_plain_lab(argv: list[str]) -> list[str]:
    """Return the arguments with a bare `--lab` written out, so that it never swallows the argument after it."""
    return ["--lab=marketplace" if argument == "--lab" else argument for argument in argv]
