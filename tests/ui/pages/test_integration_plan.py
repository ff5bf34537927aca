"""The page of the integration tells what the plan of the licence means for its settings."""

import pytest

from tests.ui.pages.integration_kit import come

_VIEW, _VULNERABILITIES = "integration.group.view", "integration.group.vulnerabilities"


@pytest.mark.parametrize(
    ("trouble", "whole", "view", "vulnerabilities"),
    [
        ("premium", "is Premium: it shows issues", "Premium, has it", "Needs GitLab Ultimate. The plan"),
        ("ultimate", "makes issues of vulnerabilities", "Ultimate, has it", "Ultimate, has it"),
        ("free", "mentions link and close issues", "does nothing", "does nothing"),
        ("no licence", "cannot read the plan", "Needs GitLab Premium or Ultimate.", "Needs GitLab Ultimate."),
    ],
)
async def test_each_plan_is_told_with_what_it_has_and_lacks(open_window, trouble, whole, view, vulnerabilities):
    bench = await open_window(trouble)
    page = await come(bench)
    assert page.settings._plan.isVisible()
    assert whole in page.settings._plan.text()
    assert view in page.settings.view._plan.text()
    assert vulnerabilities in page.settings.vulnerabilities._plan.text()


async def test_a_plan_that_cannot_be_asked_for_stops_nothing(open_window):
    bench = await open_window("broken")
    page = await come(bench)
    assert not page.settings._plan.isVisible()
    assert bench.cards() == []
    bench.desk.troubles.clear()
    page.enter()
    await bench.rest()
    assert "Premium" in page.settings._plan.text()
