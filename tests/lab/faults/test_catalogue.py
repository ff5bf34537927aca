"""The faults are well-formed, and what hosts bite is what is declared."""

import re
from pathlib import Path

import pytest

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


def test_every_fault_of_a_host_is_honoured_in_its_code():
    code = "".join(one.read_text() for one in (ROOT / "wizard/lab").rglob("*.py") if one.parent.name != "faults")
    assert [fault for fault in ALL if f'"{fault}"' not in code] == []
