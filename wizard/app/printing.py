"""The shapes that commands print: one JSON document on standard output, lines for people on standard error.

Source: resources/help/commands.md.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click
import msgspec

from wizard.documents.shapes import FORMAT, change, finding, proof
from wizard.domain.findings import Finding
from wizard.domain.text import Text
from wizard.journey.values import CheckRow, Mark

__all__ = ["FORMAT", "change", "document", "finding", "proof", "say", "say_check", "say_findings"]

_SIGNS = {
    Mark.OK: "ok",
    Mark.WARNING: "warning",
    Mark.FAILED: "FAILED",
    Mark.SKIPPED: "not asked",
    Mark.WAITING: "waiting",
    Mark.RUNNING: "running",
}


def document(parts: Mapping[str, Any]) -> None:
    """Print the one JSON document of a command."""
    result(encoded(parts))


def encoded(parts: Mapping[str, Any]) -> str:
    """Return the one JSON document of a command, as it is printed or written to a file."""
    return msgspec.json.format(msgspec.json.encode({"format": FORMAT, **parts}), indent=2).decode() + "\n"


def line(parts: Mapping[str, Any]) -> None:
    """Print one of many documents, each a line."""
    result(msgspec.json.encode({"format": FORMAT, **parts}).decode() + "\n")


def result(text: str) -> None:
    """Print what a command was asked for."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _give_up(1)


def say(text: Text | str) -> None:
    """Tell people one line; control characters of foreign text are shown, not obeyed."""
    shown = "".join(char if char.isprintable() or char == "\n" else f"[U+{ord(char):04X}]" for char in str(text))
    try:
        click.echo(shown, err=True)
    except BrokenPipeError:
        _give_up(2)


def _give_up(stream: int) -> None:
    """Send to nowhere what nobody reads any more: a set-up does not stop half way for it, nor change its exit code."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream)
    os.close(nowhere)


def say_findings(findings: Sequence[Finding]) -> None:
    """Tell people what was found: what, why, what to do."""
    for one in findings:
        say(f"  {one.severity.value}: {one.title}  [{one.code}]")
        say(f"      cause: {one.cause}")
        if one.users_see is not None:
            say(f"      users see: {one.users_see}")
        say(f"      next: {one.fix}")


def say_check(row: CheckRow) -> None:
    if row.mark is Mark.RUNNING:
        return
    took = f"  {row.ms:.0f} ms" if row.ms is not None else ""
    note = str(row.note) or (f"waits for {row.after}" if row.after else "")
    say(f"  {_SIGNS[row.mark]:<10} {row.title}  {note}{took}")
