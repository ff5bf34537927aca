"""The faults are well-formed, and what hosts bite is what is declared."""

import re
from pathlib import Path

import pytest

from tests.e2e.test_scenario_files import FOUND
from tests.lab.faults.rows_without_fault import ROWS_OF_A_WISH, ROWS_OF_A_WORLD, ROWS_WITHOUT_FAULT
from wizard.lab.faults import ALL

ROOT = Path(__file__).parents[3]
FAILURES = ROOT.parent / "shared/reference/failures.md"


def test_every_file_is_one_fault_named_after_it():
    files = {one.stem.replace("_", "-") for one in (ROOT / "wizard/lab/faults").glob("[a-z]*.py")}
    assert set(ALL) == files
    assert list(ALL) == sorted(ALL)


@pytest.mark.parametrize("fault", ALL.values(), ids=ALL.keys())
def test_a_fault_says_where_it_bites_and_what_must_find_it(fault):
    assert fault.on in ("any", "gitlab", "gitlab-com", "jira", "install-keys")
    assert fault.layer in ("dns", "tcp", "tls", "http", "protocol", "state", "time", "browser")
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", fault.expect)
    assert fault.message


@pytest.mark.skipif(not FAILURES.exists(), reason="the failure catalogue is not at hand")
def test_rows_exist_in_the_failure_catalogue():
    rows = set(re.findall(r"^\| ([A-Z]\d+) \|", FAILURES.read_text(), re.M))
    assert {row for fault in ALL.values() for row in fault.rows} <= rows


def rows_to_hold() -> set[str]:
    """Return the rows whose source is one of the two documents, and those of the last section."""
    text, last = FAILURES.read_text().split("\n# 5. ")
    rows = re.findall(r"^\| ([A-Z]\d+) \|.*\| ([^|]+) \|$", text, re.M)
    return {row for row, source in rows if re.search(r"\bS[04]\b", source)} | set(re.findall(r"\b[A-Z]\d{1,2}\b", last))


@pytest.mark.skipif(not FAILURES.exists(), reason="the failure catalogue is not at hand")
def test_each_row_of_the_documents_and_of_the_little_known_is_shown_or_has_its_reason():
    claimed = {row for fault in ALL.values() for row in fault.rows} | set(ROWS_OF_A_WORLD) | set(ROWS_OF_A_WISH)
    rows = rows_to_hold()
    assert len(rows) == 39
    assert rows - claimed == set(ROWS_WITHOUT_FAULT)
    assert all(ROWS_WITHOUT_FAULT.values())


@pytest.mark.skipif(not FAILURES.exists(), reason="the failure catalogue is not at hand")
def test_each_row_of_a_world_is_in_the_catalogue_and_its_finding_is_held_in_that_world():
    rows = set(re.findall(r"^\| ([A-Z]\d+) \|", FAILURES.read_text(), re.M))
    assert set(ROWS_OF_A_WORLD) <= rows
    assert set(ROWS_OF_A_WORLD.values()) == {(name, code) for name, code, _ends in FOUND}


def test_every_fault_of_a_host_is_honoured_in_its_code():
    code = "".join(one.read_text() for one in (ROOT / "wizard/lab").rglob("*.py") if one.parent.name != "faults")
    assert [fault for fault in ALL if f'"{fault}"' not in code] == []
