"""A crash leaves no memory image."""

import subprocess
import sys

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_no_core_file_is_written() -> None:
    code = (
        "import resource; from wizard.app.hardening import harden; harden();"
        " print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(0, 0)"


@pytest.mark.skipif(sys.platform == "win32", reason="closing the streams of a child needs a shell")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_changes_no_exit_code(closed: str) -> None:
    command = f'"{sys.executable}" -m wizard.app run no-such-answers.toml --json {closed}'
    done = subprocess.run(["sh", "-c", command], check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
