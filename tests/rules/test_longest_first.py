"""The order in which files of tests are begun."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_file_with_a_long_test_comes_first_and_all_others_keep_their_order(tmp_path):
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = long: half a minute\n")
    for name in ("a", "b", "c"):
        (tmp_path / f"test_{name}.py").write_text("def test_one(): pass\ndef test_two(): pass\n")
    marked = "import pytest\ndef test_one(): pass\n@pytest.mark.long\ndef test_two(): pass\n"
    (tmp_path / "test_c.py").write_text(marked)
    command = [sys.executable, "-m", "pytest", "-q", "--collect-only", "-p", "tests.guards.longest_first"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", "."], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = [line for line in done.stdout.splitlines() if "::" in line]
    assert told == [f"test_{name}.py::test_{one}" for name in ("c", "a", "b") for one in ("one", "two")], done.stdout
