"""`descriptor diff`: what differs between two descriptors, and what each difference asks for."""

import asyncio
from collections.abc import Mapping

import click

from wizard.app import printing
from wizard.app.commands._descriptor_source import read_source
from wizard.app.commands._files import write_bytes
from wizard.app.commands._options import json_option, world_options
from wizard.app.commands._session import load_answers
from wizard.app.ends import CommandEnded, Exit
from wizard.connect.descriptor_checking import validate
from wizard.connect.descriptor_making import DescriptorInput, make
from wizard.connect.fleet_reading import read_row
from wizard.documents.descriptor_comparison import NAMES, WARNING, Comparison, as_sheet, compare, leaves, said
from wizard.documents.descriptor_comparison import as_json as as_json_of
from wizard.documents.sheet import as_html, as_markdown
from wizard.domain.fleet import FleetRow
from wizard.domain.gitlab import Json

_VERSION, _INSTALLED = "version:", "installed"
_WIDTH = 78


@click.command("diff", short_help="Say what differs between two descriptors, and what to do.")
@click.argument("old")
@click.argument("new")
@click.option("--url", default="", metavar="URL", help="Of the GitLab, for version:V.")
@click.option("--proxy", default="", metavar="URL", help="Its Jira Connect Proxy URL, for version:V.")
@click.option(
    "--answers", type=click.Path(dir_okay=False), metavar="ANSWERS.toml", help="Of the set-up, for installed."
)
@click.option("--side-by-side", "beside", is_flag=True, help="Show both texts beside each other.")
@click.option("-o", "out", type=click.Path(dir_okay=False), metavar="FILE", help="Write it as .md or .html.")
@world_options
@json_option
def diff(
    old: str, new: str, url: str, proxy: str, answers: str | None, beside: bool, out: str | None,
    lab: str | None, lab_at: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Say what differs between two descriptors, and what each difference asks for; 1 when they differ.

    OLD and NEW are files, addresses (read without any sign-in), version:16.1 with --url (what that release serves), or
    installed (what this program kept of the app when it installed it).
    """
    sides = [_side(one, url, proxy, answers, lab, lab_at) for one in (old, new)]
    found = compare(sides[0], sides[1], (old, new))
    _say(found, beside=beside)
    if out is not None:
        sheet = as_sheet(found)
        html = out.lower().endswith((".html", ".htm"))
        write_bytes(out, (as_html(sheet) if html else as_markdown(sheet)).encode())
    if as_json:
        printing.document(as_json_of(found))
    return Exit.BLOCKED if found.differences else Exit.DONE


def _side(
    text: str, url: str, proxy: str, answers: str | None, lab: str | None, lab_at: str | None
) -> Mapping[str, Json]:  # fmt: skip
    if text.startswith(_VERSION):
        return make(_given(text.removeprefix(_VERSION), url, proxy))
    if text == _INSTALLED:
        return _installed(answers, lab, lab_at)
    source = read_source(text, lab, lab_at)
    validation = validate(source.body, url=source.url, content_type=source.content_type)
    if validation.descriptor is None:
        problem = validation.problems[0]
        raise CommandEnded(
            Exit.USAGE, f"{source.name}:{problem.line}:{problem.column}: {problem.reason}. {problem.fix}"
        )
    return validation.descriptor


def _given(version: str, url: str, proxy: str) -> DescriptorInput:
    if not url:
        raise click.UsageError("Name the GitLab with --url: a release serves another descriptor for each.")
    read = read_row(FleetRow(url, version, "", proxy))
    if read.given is None:
        problem = read.problems[0]
        raise CommandEnded(Exit.USAGE, f"{problem.column}: {problem.reason}. {problem.fix}")
    return read.given


def _installed(answers_file: str | None, lab: str | None, lab_at: str | None) -> Mapping[str, Json]:
    """Return what was kept of the app when this program installed it on the site of these answers."""
    if answers_file is None:
        raise click.UsageError("Name the answers of the set-up with --answers: they say which site.")
    answers = load_answers(answers_file)

    async def kept() -> Mapping[str, Json] | None:
        from wizard.app.commands._world import opened_desk

        async with opened_desk(lab, lab_at) as desk:
            return await desk.descriptors.installed(answers)

    found = asyncio.run(kept())
    if found is None:
        why = "This program installed no app for these answers, or the set-up was forgotten."
        raise CommandEnded(Exit.USAGE, f"{why} Compare with version:V of the release that served it then.")
    return found


def _say(found: Comparison, *, beside: bool) -> None:
    for one in found.differences:
        printing.say(f"  {NAMES[one.effect]}: {one.path}")
        for path, before, after in leaves(one):
            printing.say(f"      {path}")
            printing.say(f"          before: {said(before)}")
            printing.say(f"          after:  {said(after)}")
    if beside:
        for line in found.lines:
            left, right = (("" if side is None else side)[:_WIDTH] for side in (line.left, line.right))
            printing.say(f"{'*' if line.changed else ' '} {left:<{_WIDTH}} | {right}")
    printing.say(found.verdict)
    if found.warned:
        printing.say(WARNING)
