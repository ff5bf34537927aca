"""The help maps each numbered step of GitLab's document about the Jira issue integration to what does it here."""

import re
from collections.abc import Collection
from pathlib import Path

import pytest

from wizard import changes, checks, steps
from wizard.app.command_line import COMMANDS
from wizard.domain.jira_integration import IntegrationAnswers
from wizard.journey import byhand, mention_hops

ROOT = Path(__file__).parents[2]
HELP = (ROOT / "resources/help/integration.md").read_text(encoding="utf-8")
DOCUMENT = ROOT.parent / "shared/reference/documents/jira-issue-integration.md"
SECTIONS = {
    "Configure it": "Configure the integration",
    "Make an API token": "Create a Jira Cloud API token",
    "Move to Jira Cloud": "Migrate from Jira Server to Jira Cloud in GitLab",
}
KNOWN: dict[str, Collection[str]] = {
    "page": {step.id for step in steps.ALL},
    "change": {one.id for one in (*changes.ALL, *changes.FAMILIES)},
    "task": {task.id for task in byhand.ALL},
    "check": {check.id for check in checks.ALL},
    "hop": {hop.name for hop in mention_hops.ALL},
    "command": COMMANDS,
    "answers": IntegrationAnswers.__struct_fields__,
}


def _section(text: str, title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1]


def _rows(section: str) -> dict[int, str]:
    return {
        int(number): text for number, text in re.findall(r"^\| (\d+) \| (.*)$", _section(HELP, section), re.MULTILINE)
    }


def _named() -> list[tuple[str, str]]:
    return re.findall(rf"`({'|'.join(KNOWN)}):([a-z_-]+)`", HELP)


@pytest.mark.parametrize(("kind", "name"), sorted(set(_named())))
def test_what_the_table_names_exists(kind: str, name: str) -> None:
    assert name in KNOWN[kind]


@pytest.mark.parametrize("section", SECTIONS)
def test_each_row_names_something_or_another_row(section: str) -> None:
    rows = _rows(section)
    assert rows
    assert [number for number, text in rows.items() if not re.search(r"`[a-z]+:|as step \d+", text)] == []


@pytest.mark.skipif(not DOCUMENT.exists(), reason="the reference documents are not beside the repository")
@pytest.mark.parametrize(("section", "title"), SECTIONS.items())
def test_each_numbered_step_of_the_document_has_its_row_with_its_words(section: str, title: str) -> None:
    written = re.split(r"^1\. ", _section(DOCUMENT.read_text(encoding="utf-8"), title), flags=re.MULTILINE)[1:]
    rows = _rows(section)
    assert list(rows) == list(range(1, len(written) + 1))
    for number, text in enumerate(written, start=1):
        missing = [word for word in re.findall(r"\*\*(.+?)\*\*", text) if f"**{word}**" not in rows[number]]
        assert missing == [], f"{section} {number}"


def test_every_key_of_the_answers_is_in_the_table_or_has_its_reason() -> None:
    elsewhere = {"scope", "inherit", "issue_prefix", "issue_regex", "push_checks", "allowed_statuses"}
    """What the document does not speak of in its steps."""
    named = {name for kind, name in _named() if kind == "answers"}
    assert set(IntegrationAnswers.__struct_fields__) - named == elsewhere
