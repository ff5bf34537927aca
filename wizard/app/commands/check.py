"""`check`: asks every check of a route and says what blocks."""

import asyncio
from collections.abc import Sequence

import click

from wizard.app import ends, printing
from wizard.app.commands._options import json_option, world_options
from wizard.app.commands._session import load_answers, problems_of
from wizard.app.commands._world import opened_desk
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding
from wizard.journey import check_run
from wizard.journey.values import CheckRow, Mark


@click.command()
@click.argument("answers_file", type=click.Path(dir_okay=False), metavar="ANSWERS.toml")
@world_options
@json_option
def check(answers_file: str, lab: str | None, lab_at: str | None, as_json: bool) -> int:
    """Ask both sides, change nothing, and say what blocks and why."""
    return asyncio.run(_check(answers_file, lab, lab_at, as_json))


async def _check(answers_file: str, lab: str | None, lab_at: str | None, as_json: bool) -> int:
    answers = load_answers(answers_file)
    problems = problems_of(answers)
    if ends.of_findings(problems) is not ends.Exit.DONE:
        printing.say_findings(problems)
        if as_json:
            printing.document({"findings": [printing.finding(one) for one in problems], "ran": 0})
        return ends.Exit.USAGE
    rows: Sequence[CheckRow] = ()
    failure: tuple[Finding, ...] = ()
    try:
        async with opened_desk(lab, lab_at, answers) as desk:
            printing.say("Checking both sides. Nothing is changed.")
            rows = await desk.run_checks(answers, printing.say_check)
            if ends.of_findings(check_run.findings_of(rows)) is ends.Exit.DONE:
                missing = await desk.connection(answers)
                failure = (missing,) if missing is not None else ()
    except PortError as error:
        failure = (ends.of_error(error)[0],)
    findings = (*problems, *check_run.findings_of(rows), *failure)
    printing.say_findings(findings)
    if as_json:
        ran = sum(row.mark is not Mark.SKIPPED for row in rows)
        printing.document({"findings": [printing.finding(one) for one in findings], "ran": ran})
    return ends.of_findings(findings)
