"""`descriptor make`: the descriptor that a GitLab serves, for one instance or for a table of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from wizard.app import printing
from wizard.app.commands._files import read_bytes, write_bytes
from wizard.app.commands._options import json_option
from wizard.app.commands._rows_said import counted
from wizard.app.ends import CommandEnded, Exit
from wizard.connect import forge_environment
from wizard.connect.descriptor_era import era_of
from wizard.connect.descriptor_making import DescriptorInput, as_bytes
from wizard.connect.descriptor_making import make as made
from wizard.connect.fleet_reading import FleetProblem, read_fleet, read_row
from wizard.connect.key_collisions import collisions
from wizard.documents import descriptor_sheet, fleet_table
from wizard.documents.file_names import file_names
from wizard.documents.sheet import as_html, as_markdown
from wizard.domain.findings import Severity
from wizard.domain.fleet import FleetRow

_OPTION = {"url": "--url", "version": "--version", "proxy": "--proxy", "audience": "--audience", "role": "--proxy"}


@click.command("make", short_help="Make the descriptor of one GitLab, or of a table of them.")
@click.option("--url", metavar="URL", help="Of the GitLab.")
@click.option("--version", metavar="V", help="Release of the GitLab, such as 17.2.")
@click.option("--proxy", default="", metavar="URL", help="Its Jira Connect Proxy URL, where it has one.")
@click.option("--audience", default="", metavar="URL", help="Its Jira Connect Additional Audience URL.")
@click.option("--table", "table", type=click.Path(dir_okay=False), metavar="FILE", help="CSV or TOML with many.")
@click.option("-o", "out", type=click.Path(), metavar="FILE", help="Write it there; with --table a folder.")
@click.option("--sheet", type=click.Path(dir_okay=False), metavar="FILE", help="Explain each value (.md or .html).")
@click.option("--compact", is_flag=True, help="Without line breaks, byte by byte as GitLab sends it.")
@click.option("--forge", is_flag=True, help="Make the environment file of the Forge app instead, its successor.")
@json_option
def make(
    url: str | None, version: str | None, proxy: str, audience: str, table: str | None, out: str | None,
    sheet: str | None, compact: bool, forge: bool, as_json: bool,
) -> int:  # fmt: skip
    """Make the descriptor that a GitLab serves, from its address and release alone; nothing is asked.

    A table names url and version, and may name role (alone, proxy, leaf), proxy, audience and note.
    """
    if table is not None:
        if url or version or proxy or audience or sheet:
            raise click.UsageError(
                "A table names everything: leave out --url, --version, --proxy, --audience, --sheet."
            )
        return _of_table(table, out, compact=compact, forge=forge, as_json=as_json)
    if not url or not version:
        raise click.UsageError("Name the GitLab with --url and --version, or many of them with --table.")
    row = FleetRow(url, version, "", proxy, audience)
    read = read_row(row)
    _say_problems(read.problems, by_option=True)
    if read.given is None:
        raise CommandEnded(Exit.USAGE, "Nothing was made.")
    if sheet is not None:
        explained = descriptor_sheet.sheet(read.given)
        html = sheet.lower().endswith((".html", ".htm"))
        write_bytes(sheet, (as_html(explained) if html else as_markdown(explained)).encode())
    _give(read.given, row, out, compact=compact, forge=forge, as_json=as_json)
    return Exit.DONE


def _give(
    given: DescriptorInput, row: FleetRow, out: str | None, *, compact: bool, forge: bool, as_json: bool
) -> None:  # fmt: skip
    content = _content(given, compact=compact, forge=forge)
    if out is not None:
        write_bytes(out, content)
    if as_json:
        printing.document({"descriptors": [_told(given, row, out or "", content, with_content=True)]})
    elif out is None:
        printing.result(content.decode())
    if forge and not as_json:
        printing.say("Then, in bash:\n\n" + forge_environment.commands())
        for warning in forge_environment.WARNINGS:
            printing.say(warning)


def _content(given: DescriptorInput, *, compact: bool, forge: bool) -> bytes:
    return forge_environment.environment(given.url).encode() if forge else as_bytes(made(given), compact=compact)


def _of_table(table: str, out: str | None, *, compact: bool, forge: bool, as_json: bool) -> int:
    if out is None:
        raise click.UsageError("With --table name a folder with -o.")
    try:
        rows = fleet_table.read(read_bytes(table), table)
    except fleet_table.FleetError as error:
        raise CommandEnded(Exit.USAGE, f"{table}: {error.problem}. {error.fix}") from None
    read = read_fleet(rows)
    problems = [problem for one in read for problem in one.problems]
    _say_problems(problems)
    if any(one.severity is Severity.BLOCKER for one in problems):
        raise CommandEnded(Exit.USAGE, "Nothing was made: mend these rows first.")
    used = [(row, one.given) for row, one in zip(rows, read, strict=True) if one.given is not None]
    names = file_names([given.url for _row, given in used], ".env" if forge else ".json")
    told = []
    for (row, given), name in zip(used, names, strict=True):
        content = _content(given, compact=compact, forge=forge)
        write_bytes(str(Path(out) / name), content)
        told.append(_told(given, row, name, content, with_content=False))
    found = collisions([given for _row, given in used])
    for one in found:
        printing.say(f"  warning: {one.reason}")
        printing.say(f"      instances: {', '.join(str(used[at][1].url) for at in one.members)}")
        printing.say(f"      next: {one.fix}")
    if as_json:
        same = [
            {"key": one.key, "why": one.why.value, "urls": [str(used[at][1].url) for at in one.members]}
            for one in found
        ]
        printing.document({"descriptors": told, "collisions": same})
    printing.say(f"{counted(len(told), 'descriptor' if not forge else 'file')} written to {out}.")
    return Exit.DONE


def _told(
    given: DescriptorInput, row: FleetRow, file: str, content: bytes, *, with_content: bool
) -> Mapping[str, Any]:  # fmt: skip
    told: dict[str, Any] = {
        "url": str(given.url),
        "version": str(given.version),
        "era": era_of(given.version).value,
        "role": row.plays,
        "proxy": given.proxy,
        "key": given.key,
        "audiences": list(given.audiences),
        "redirect_uri": descriptor_sheet.redirect_of(given),
        "file": file,
    }
    if with_content and not file:
        told["content"] = content.decode()
    return told


def _say_problems(problems: Sequence[FleetProblem], *, by_option: bool = False) -> None:
    for one in problems:
        word = "error" if one.severity is Severity.BLOCKER else "warning"
        place = _OPTION[one.column] if by_option else f"row {one.row + 1}, {one.column}"
        printing.say(f"  {word}: {place}: {one.reason}")
        printing.say(f"      next: {one.fix}")
