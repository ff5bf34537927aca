"""`inventory`: lists where GitLab has the Jira issue integration, what it is set to, and where that differs."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import cast

import click

from wizard import steps
from wizard.app import ends, printing
from wizard.app.commands._options import json_option, world_options
from wizard.app.commands._rows_said import counted
from wizard.app.commands._session import load_answers
from wizard.app.commands._world import opened_desk
from wizard.app.ends import CommandEnded, Exit
from wizard.documents import inventory as document
from wizard.documents.inventory import Column
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding
from wizard.domain.route import Route
from wizard.journey.integration_port import IntegrationRow

_STATES = {
    "own": "with settings of their own",
    "inherited": "with those from above",
    "none": "without the integration",
    "unreadable": "cannot be read",
}
_SAY_EVERY = 100
"""Places between two lines that tell how far it is."""


@click.command(short_help="List places with their Jira issue integration.")
@click.argument("answers_file", type=click.Path(dir_okay=False), metavar="ANSWERS.toml")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option("--sort", type=click.Choice(document.COLUMNS), default="place", help="Column to sort by.")
@click.option("-o", "out", type=click.Path(dir_okay=False), default=None, metavar="FILE", help="Write it to a file.")
@world_options
@json_option
def inventory(
    answers_file: str, as_csv: bool, sort: str, out: str | None, lab: str | None, lab_at: str | None, as_json: bool
) -> int:
    """List the places that the answers choose, with their Jira issue integration; nothing is changed."""
    if as_csv and as_json:
        raise click.UsageError("Choose --csv or --json, not both.")
    answers = load_answers(answers_file)
    problems = [one for step in steps.path(answers) if step.id == "gitlab" for one in step.problems(answers)]
    if ends.of_findings(problems) is not Exit.DONE:
        printing.say_findings(problems)
        if as_json:
            printing.document({"rows": [], "mapping": [], "findings": [printing.finding(one) for one in problems]})
        return Exit.USAGE
    rows, failure, code = asyncio.run(_read(answers, lab, lab_at))
    chosen = document.sorted_by(rows, cast("Column", sort))
    if as_json:
        told = {
            "rows": document.as_json(chosen),
            "mapping": [asdict(one) for one in document.mapping(rows, answers)],
            "findings": [printing.finding(one) for one in failure],
        }
        _give(printing.encoded(told), out)
    elif not failure:
        _give(document.as_csv(chosen) if as_csv else document.as_table(chosen), out)
    if not failure:
        _say_end(rows, answers)
    return code


def _say_end(rows: Sequence[IntegrationRow], answers: Answers) -> None:
    """Say how many places there are of each state, and what a move makes of them; the table stands above."""
    states: Counter[str] = Counter(row.state for row in rows)
    parts = [f"{states[state]} {words}" for state, words in _STATES.items() if states[state]]
    printing.say(f"{counted(len(rows), 'place')}{': ' * bool(parts)}{', '.join(parts)}. Nothing was changed.")
    for one in document.mapping(rows, answers):
        printing.say(f"  {one}")


async def _read(
    answers: Answers, lab: str | None, lab_at: str | None
) -> tuple[Sequence[IntegrationRow], tuple[Finding, ...], Exit]:
    """Return the rows, what kept them from being read, and how it ended."""
    far = _HowFar()
    try:
        async with opened_desk(lab, lab_at, _of_gitlab_alone(answers)) as desk:
            rows = await desk.integration.inventory(answers, far.come)
    except PortError as error:
        finding, code = ends.of_error(error)
        printing.say_findings((finding,))
        return (), (finding,), code
    return rows, (), Exit.DONE


def _of_gitlab_alone(answers: Answers) -> Answers:
    """Return the answers as far as tokens are needed: an inventory signs in at no Jira."""
    return answers.with_(route=Route.INTEGRATION, integration_scope="")


class _HowFar:
    """Says every now and then how many places were read."""

    def __init__(self) -> None:
        self._read: set[str] = set()
        self._said = 0

    def come(self, rows: Sequence[IntegrationRow]) -> None:
        self._read.update(str(row.scope) for row in rows)
        if len(self._read) >= self._said + _SAY_EVERY:
            self._said = len(self._read)
            printing.say(f"  {self._said} places read")


def _give(text: str, out: str | None) -> None:
    if out is None:
        printing.result(text)
        return
    try:
        Path(out).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise CommandEnded(Exit.USAGE, f"{out} cannot be written: {error.strerror}.") from None
    printing.say(f"Written to {out}.")
