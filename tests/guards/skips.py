"""Guard: in continuous integration a test of the whole program is never skipped in silence."""

import os
from collections.abc import Generator

import pytest


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    in_ci = os.environ.get("CI") == "true"
    if in_ci and report.skipped and not hasattr(report, "wasxfail") and item.get_closest_marker("e2e"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, which is not allowed here: {_reason(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    in_ci = os.environ.get("CI") == "true"
    if in_ci and report.skipped and "e2e" in collector.path.parts:
        report.outcome = "failed"
        report.longrepr = f"{collector.path.name} skipped as a whole, which is not allowed here: {_reason(report)}"
    return report
