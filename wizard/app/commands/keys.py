"""`keys`: tries texts, lines of files and branch names for issue keys, as GitLab reads them. Needs no network."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

import click
import msgspec

from wizard.adapters.text_lines import lines_of
from wizard.app import printing
from wizard.app.commands._options import json_option
from wizard.app.commands._rows_said import counted
from wizard.app.ends import CommandEnded, Exit
from wizard.connect.key_tally import KeyTally
from wizard.connect.key_trial import KeySettings, KeyTrial, Kind
from wizard.connect.key_workshop import KeyWorkshop
from wizard.domain.version import Version

_SAY_EVERY = 100_000
_SHOWN = 160
"""Characters of a text that people are shown."""
_KINDS = (Kind.BRANCH, Kind.MESSAGE, Kind.TITLE, Kind.ISSUE)


@click.command(short_help="Try texts for issue keys as GitLab reads them, offline.")
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@click.option("--file", "files", multiple=True, metavar="FILE", help="Try each line of it; - reads standard input.")
@click.option("--branch", "kind", flag_value="branch", help="They are names of branches.")
@click.option("--message", "kind", flag_value="message", help="They are commit messages.")
@click.option("--title", "kind", flag_value="title", help="They are titles of merge requests.")
@click.option("--from-issue", "kind", flag_value="issue", help="Key and summary, for a branch made in Jira.")
@click.option("--prefix", default="", help="Prefix of the Jira issue integration.")
@click.option("--regex", default="", help="Pattern of the Jira issue integration, as RE2 reads it.")
@click.option("--project-keys", default="", metavar="A,B", help="Jira projects that the integration shows.")
@click.option("--gitlab-version", default=None, metavar="V", help="Release of the GitLab, such as 17.2.")
@click.option("--all", "say_all", is_flag=True, help="List lines of files that have a key as well.")
@json_option
def keys(
    texts: Sequence[str], files: Sequence[str], kind: str | None, prefix: str, regex: str, project_keys: str,
    gitlab_version: str | None, say_all: bool, as_json: bool,
) -> int:  # fmt: skip
    """Say which issue keys GitLab finds in texts and in lines of files, why not, and how to spell them.

    With --prefix, --regex or --project-keys those count that the Jira issue integration finds, else those of the app.
    Ends with 0 when each text has a key, with 1 when one has none or cannot be used as it is.
    """
    if not texts and not files:
        raise click.UsageError("Name a text, or a file with --file.")
    projects = tuple(project_keys.replace(",", " ").split())
    workshop = KeyWorkshop(KeySettings(prefix, regex, projects, _version(gitlab_version)))
    if workshop.problem is not None:
        raise CommandEnded(
            Exit.USAGE, f"GitLab cannot use prefix and pattern, or they cannot be tried: {workshop.problem}"
        )
    chosen = Kind(kind or "text")
    tally = KeyTally()
    told = _Told(as_json=as_json)
    for text in texts:
        trial = workshop.try_text(text, chosen)
        tally.add(trial)
        told.tell(trial, "", 0)
    for file in files:
        for number, trial in _trials(workshop, file, chosen):
            tally.add(trial)
            if say_all or not trial.good:
                told.tell(trial, file, number)
            if tally.texts % _SAY_EVERY == 0:
                printing.say(f"  {tally.texts} texts tried")
    told.end(tally)
    return Exit.BLOCKED if tally.without else Exit.DONE


def _version(given: str | None) -> Version | None:
    try:
        return None if given is None else Version.parse(given)
    except ValueError:
        raise click.UsageError(f"--gitlab-version {given} is no release of GitLab; write it as 17.2.") from None


def _trials(workshop: KeyWorkshop, file: str, kind: Kind) -> Iterator[tuple[int, KeyTrial]]:
    try:
        with ExitStack() as stack:
            stream: BinaryIO = sys.stdin.buffer if file == "-" else stack.enter_context(Path(file).open("rb"))
            yield from workshop.try_lines(lines_of(stream), kind)
    except OSError as error:
        raise CommandEnded(Exit.USAGE, f"{file} cannot be read: {error.strerror}.") from None


class _Told:
    """Says trials one after the other, as lines for people or as one document that grows while it is printed."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json, self._after = as_json, ""
        if as_json:
            printing.result(f'{{"format": {printing.FORMAT}, "texts": [')

    def tell(self, trial: KeyTrial, file: str, number: int) -> None:
        if self._as_json:
            row = msgspec.json.encode({"file": file, "line": number, **_as_json(trial)}).decode()
            printing.result(f"{self._after}\n  {row}")
            self._after = ","
            return
        place = f"{file}:{number}: " if number else ""
        mark = "ok  " if trial.good else "none" if not trial.keys else "no  "
        shown = trial.text if len(trial.text) <= _SHOWN else f"{trial.text[:_SHOWN]}..."
        printing.say(f"  {mark}  {place}{shown.replace(chr(10), ' ')}")
        if trial.keys:
            printing.say(f"        keys: {', '.join(trial.keys)}{'' if trial.certain else ' (not in every release)'}")
        if trial.closing:
            printing.say(f"        closes: {', '.join(trial.closing)}")
        for one in trial.reasons:
            printing.say(f"        {one.severity.value}: {one.reason}  [{one.code}]")
            printing.say(f"            next: {one.fix}")
        if trial.proposal and len(trial.proposal) <= _SHOWN:
            printing.say(f"        did you mean: {trial.proposal.replace(chr(10), ' ')}")

    def end(self, tally: KeyTally) -> None:
        by_reason = tally.by_reason()
        if self._as_json:
            summary = {"texts": tally.texts, "with": tally.good, "without": tally.without, "reasons": dict(by_reason)}
            printing.result(f'\n], "summary": {msgspec.json.encode(summary).decode()}}}\n')
        printing.say(f"{counted(tally.texts, 'text')}: {tally.good} in order, {tally.without} not.")
        for code, times in by_reason if tally.texts > 1 else ():
            printing.say(f"  {times:>9}  {code}")


def _as_json(trial: KeyTrial) -> Mapping[str, Any]:
    seen = trial.integration
    return {
        "text": trial.text,
        "kind": trial.kind.value,
        "good": trial.good,
        "keys": trial.keys,
        "certain": trial.certain,
        "app": {era.value: [{"key": key, "at": at} for at, key in found] for era, found in trial.app.items()},
        "integration": None
        if seen is None
        else [{"key": one.key, "at": one.at, "ignored": one.ignored} for one in seen.found],
        "closes": trial.closing,
        "proposal": trial.proposal,
        "reasons": [
            {
                "code": one.code,
                "severity": one.severity.value,
                "reason": str(one.reason),
                "fix": str(one.fix),
                "at": one.at,
                "text": one.text,
                "instead": one.instead,
            }
            for one in trial.reasons
        ],
    }
