"""`descriptor validate`: looks at descriptors as Jira does, and says all that is wrong at once."""

import time
from collections.abc import Sequence
from typing import Any

import click

from wizard.app import printing
from wizard.app.commands._descriptor_source import Source, read_source
from wizard.app.commands._options import json_option, world_options
from wizard.app.commands._rows_said import counted
from wizard.app.ends import Exit
from wizard.connect.descriptor_checking import Validation, errors_of
from wizard.connect.descriptor_checking import validate as looked_at
from wizard.connect.descriptor_problem import DescriptorProblem
from wizard.connect.descriptor_rules.of_gitlab import KEY_OF_PROXY
from wizard.domain.findings import Severity

_WORDS = {Severity.BLOCKER: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


@click.command("validate", short_help="Look at descriptors as Jira does.")
@click.argument("sources", nargs=-1, required=True, metavar="FILE|URL...")
@click.option("--marketplace", is_flag=True, help="As for an app of the Marketplace, not of development mode.")
@world_options
@json_option
def validate(
    sources: tuple[str, ...], marketplace: bool, lab: str | None, lab_at: str | None, as_json: bool
) -> int:  # fmt: skip
    """Look at descriptors as Jira does, in its order, and say all that is wrong: line, path, reason, fix.

    A FILE of - is standard input; a URL is read without any sign-in. Several files are also held against each other:
    apps with one key are one app.
    """
    today = time.strftime("%Y-%m-%d", time.gmtime())
    read = [read_source(one, lab, lab_at) for one in sources]
    looked = [
        (one, looked_at(one.body, url=one.url, content_type=one.content_type, developing=not marketplace, today=today))
        for one in read
    ]
    for source, validation in looked:
        _say(source, validation)
    same = _same_key(looked)
    for key, names in same:
        printing.say(f"  warning: for Jira these are one app, their key is {key}: {', '.join(names)}")
    if as_json:
        keys = [{"key": key, "files": names} for key, names in same]
        printing.document({"descriptors": [_told(*one) for one in looked], "collisions": keys})
    return Exit.DONE if all(validation.valid for _source, validation in looked) else Exit.BLOCKED


def _say(source: Source, validation: Validation) -> None:
    for one in validation.problems:
        place = f"{source.name}:{one.line}:{one.column}"
        printing.say(f"  {place}: {_WORDS[one.severity]}: {one.where}: {one.reason}  [{one.code}]")
        printing.say(f"      next: {one.fix}")
    errors = errors_of(validation.problems)
    refusal = validation.refusal
    if refusal is None:
        printing.say(f"{source.name}: the document is valid for Jira.")
    else:
        printing.say(
            f"{source.name}: {counted(errors, 'error')}. Jira stops at the first and says: {refusal.jira_text}"
        )
        printing.say(f"      message key: {refusal.jira}")


def _same_key(looked: Sequence[tuple[Source, Validation]]) -> list[tuple[str, list[str]]]:
    """Return keys that several have; instances behind a proxy have its key on purpose."""
    by_key: dict[str, list[str]] = {}
    for source, validation in looked:
        key = validation.descriptor.get("key") if validation.descriptor is not None else None
        behind = any(one.code == KEY_OF_PROXY for one in validation.problems)
        if isinstance(key, str) and not behind:
            by_key.setdefault(key, []).append(source.name)
    return [(key, names) for key, names in by_key.items() if len(names) > 1]


def _told(source: Source, validation: Validation) -> dict[str, Any]:
    refusal = validation.refusal
    said = None if refusal is None else {"key": refusal.jira, "text": str(refusal.jira_text)}
    return {
        "source": source.name,
        "valid": validation.valid,
        "jira_says": said,
        "problems": [_problem(one) for one in validation.problems],
    }


def _problem(one: DescriptorProblem) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "path": one.where,
        "line": one.line,
        "column": one.column,
        "reason": str(one.reason),
        "fix": str(one.fix),
        "source": one.source,
        "jira": one.jira,
    }
