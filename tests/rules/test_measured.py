"""What a test measured stands at the end of a run in which all went well; what it prints otherwise does not."""

import subprocess
import sys
from pathlib import Path

import pytest

CASE = """
import sys
from tests.guards.measured import MEASURED
def test_large():
    sys.stdout.write(f"{MEASURED}4711 MB\\n")
    sys.stdout.write("of no interest\\n")
"""


@pytest.mark.parametrize("more", [(), ("-p", "xdist", "-n", "1")], ids=["alone", "in another process"])
def test_a_green_run_says_what_was_measured(more: tuple[str, ...], tmp_path: Path, pytestconfig: pytest.Config) -> None:
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["tests.guards.measured"]\n')
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {pytestconfig.rootpath}\n")
    (tmp_path / "test_size.py").write_text(CASE)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *more]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "test_size.py::test_large: 4711 MB" in run.stdout
    assert "of no interest" not in run.stdout
