"""Guard: a number that a test measured is not swallowed where the test went well; it stands at the end of the run."""

import pytest

MEASURED = "measured: "
"""Begins a line that a test writes to its output to say what it measured."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write what was measured, test by test; the reports come from other processes, too."""
    said = [
        (report.nodeid, line.removeprefix(MEASURED))
        for report in terminalreporter.stats.get("passed", [])
        for line in report.capstdout.splitlines()
        if report.when == "call" and line.startswith(MEASURED)
    ]
    if said:
        terminalreporter.section("measured")
    for name, line in said:
        terminalreporter.write_line(f"{name}: {line}")
