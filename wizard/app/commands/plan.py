"""`plan`: the whole plan of a set-up without a network, with everything that people take along."""

import asyncio
from pathlib import Path

import click

from wizard.app import ends, printing
from wizard.app.commands._files import write_bytes
from wizard.app.commands._options import json_option
from wizard.app.commands._rows_said import RowsSaid, counted
from wizard.app.commands._session import load_prepared, problems_of
from wizard.app.ends import CommandEnded, Exit
from wizard.documents import plan_archive, shapes
from wizard.documents.plan_files import book_sheet, files_of
from wizard.documents.sheet import as_html, as_markdown
from wizard.domain.assumed import VERSION
from wizard.domain.errors import PortError
from wizard.domain.version import Version
from wizard.journey.offline_plan import NEWEST, OfflinePlan, address_problem, offline_plan

_BOOKS = (".html", ".htm", ".md", ".pdf")


@click.command(short_help="Make the whole plan without a network.")
@click.argument("answers_file", type=click.Path(dir_okay=False), metavar="ANSWERS.toml|FILE.gjwplan")
@click.option("--gitlab-version", metavar="V", default="", help="Release to plan for; the newest if left out.")
@click.option(
    "-o", "out", type=click.Path(), metavar="FOLDER|FILE.gjwplan", help="Write all of it, or one file to go on with."
)
@click.option("--book", type=click.Path(dir_okay=False), metavar="FILE", help="The run book: .html, .md or .pdf.")
@json_option
def plan(answers_file: str, gitlab_version: str, out: str | None, book: str | None, as_json: bool) -> int:
    """Make the plan of a set-up without a network: nothing is asked, and what is not known is assumed and said.

    It ends with 1 where the release is too old for what is wanted. A FILE.gjwplan is planned anew, with its release.
    `run FILE.gjwplan` goes on with it: it looks at each assumption before anything is changed.
    """
    if book is not None and not book.lower().endswith(_BOOKS):
        raise click.UsageError("A run book ends in .html, .md or .pdf.")
    answers, assumed = load_prepared(answers_file)
    problems = problems_of(answers)
    if ends.of_findings(problems) is Exit.USAGE or address_problem(answers) is not None or ends.of_findings(problems):
        printing.say_findings(problems)
        if as_json:
            printing.document({"plan": [], "assumed": [], "findings": [printing.finding(one) for one in problems]})
        return Exit.USAGE
    try:
        made = asyncio.run(offline_plan(answers, _version(gitlab_version or (assumed or {}).get(VERSION, ""))))
    except PortError as error:
        finding, _code = ends.of_error(error)
        raise CommandEnded(Exit.BLOCKED, f"{finding.title}. {finding.fix}") from None
    _say(made)
    if book is not None:
        write_bytes(book, _book_of(made, Path(book).suffix.lower()))
        printing.say(f"The run book is in {book}.")
    if out is not None:
        _write(made, out)
    if as_json:
        printing.document(_told(made))
    return ends.of_findings(made.findings)


def _book_of(made: OfflinePlan, ending: str) -> bytes:
    sheet = book_sheet(made)
    if ending == ".md":
        return as_markdown(sheet).encode()
    page = as_html(sheet)
    if ending != ".pdf":
        return page.encode()
    from wizard.ui.pdf import as_pdf  # Qt only where a PDF is wanted

    return as_pdf(page, str(sheet.title))


def _version(text: str) -> Version:
    if not text:
        return NEWEST
    try:
        return Version.parse(text)
    except ValueError:
        raise CommandEnded(Exit.USAGE, f"{text!r} is no version of GitLab; write it as 17.2.") from None


def _say(made: OfflinePlan) -> None:
    rows = made.plan.rows
    printing.say(
        f"Plan, made without looking: {counted(len(rows), 'change')}, {counted(len(made.plan.tasks), 'task')} by hand."
    )
    RowsSaid(rows, verbose=True).plan()
    for task in made.plan.tasks:
        printing.say(f"  by hand  {task.title} ({task.who})")
    if made.assumptions:
        printing.say("Assumed; `run` looks at each before it changes anything:")
    for one in made.assumptions:
        printing.say(f"  assumed  {one.what}: {one.value or 'not set'}")
    for said in made.unknown:
        printing.say(f"  unknown  {said}")
    printing.say_findings(made.findings)


def _write(made: OfflinePlan, out: str) -> None:
    files = files_of(made)
    if out.lower().endswith(plan_archive.ENDING):
        assumed = {one.id: one.value for one in made.assumptions}
        write_bytes(out, plan_archive.write(made.plan.answers, assumed, files))
        printing.say(f"Go on with: gitlab-jira-wizard run {out}")
        return
    for name, content in files.items():
        write_bytes(str(Path(out) / name), content)
    printing.say(f"{counted(len(files), 'file')} written to {out}.")


def _told(made: OfflinePlan) -> dict[str, object]:
    return {
        "route": made.plan.answers.route.value,
        "plan": [shapes.change(row) for row in made.plan.rows],
        "tasks": [{"id": one.id, "title": str(one.title), "who": str(one.who)} for one in made.plan.tasks],
        "assumed": [
            {"id": one.id, "what": str(one.what), "value": one.value, "used_by": list(one.used_by)}
            for one in made.assumptions
        ],
        "unknown": [str(one) for one in made.unknown],
        "findings": [printing.finding(one) for one in (*made.plan.findings, *made.findings)],
    }
