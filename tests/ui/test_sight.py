"""After a press that finds faults the first fault is in sight, its field is red and has the focus."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from wizard.domain.errors import Refused
from wizard.ui.finding_card import FindingCard
from wizard.ui.look import put_on
from wizard.ui.sample_values import SCOPE_MISSING

pytestmark = [
    pytest.mark.parametrize("size", [(1000, 660), (880, 600)]),
    pytest.mark.parametrize("percent", [100, 150]),
]


@pytest.fixture
async def window(open_window, dressed, size, percent):
    """Return a function that opens a window of this size with text of this size."""

    async def opened(*troubles, **desk):
        put_on(dressed, "light", grow=percent / 100)
        bench = await open_window(*troubles, **desk)
        bench.shell.resize(*size)
        return bench

    yield opened
    put_on(dressed, "light")


def in_sight(bench, shown: QWidget) -> bool:
    """Tell whether something is in sight whole, or from its beginning where it is higher than the page."""
    view = bench.shell.stack.areas[bench.page.step].viewport()
    place = QRect(shown.mapTo(view, QPoint(0, 0)), shown.size())
    as_far_as_it_fits = QRect(place.topLeft(), place.size().boundedTo(view.size()))
    return shown.isVisible() and view.rect().contains(as_far_as_it_fits)


async def until_in_sight(qtbot, bench, shown: QWidget) -> None:
    await bench.rest()
    qtbot.waitUntil(lambda: in_sight(bench, shown), timeout=30_000)


async def test_no_group_chosen(window, qtbot):
    bench = await window()
    page = await bench.open("groups")
    page.model.choose(())
    bench.visit.change("groups", groups_paths=())
    await bench.press()
    await until_in_sight(qtbot, bench, page.group_result)
    assert bench.shell.focusWidget() is page.table


@pytest.mark.parametrize("what", ["project", "issue"])
async def test_a_wrong_project_or_issue(window, qtbot, monkeypatch, what):
    async def unknown(*_asked):
        return (SCOPE_MISSING,)

    bench = await window()
    page = await bench.open("groups")
    field, said = getattr(page, what), getattr(page, f"{what}_result")
    with monkeypatch.context() as missing:
        missing.setattr(bench.desk, f"find_{what}", unknown)
        await bench.press()
    await until_in_sight(qtbot, bench, said)
    assert (field.property("wrong"), bench.shell.focusWidget()) == (True, field)
    await bench.press()
    assert bench.page.step == "checks"


async def refuse(*_asked, **_how):
    raise Refused("http-401", {"host": "gitlab.example.com", "status": "401"})


@pytest.mark.parametrize(("step", "call"), [("sign-in", "sign_in_gitlab"), ("jira", "sign_in_jira")])
async def test_a_token_that_is_not_accepted(window, qtbot, monkeypatch, step, call):
    bench = await window()
    page = await bench.open(step)
    with monkeypatch.context() as refusing:
        refusing.setattr(bench.desk, call, refuse)
        page.token.edit.setText("wrong")
        await bench.press()
    await until_in_sight(qtbot, bench, page.findChild(FindingCard))
    assert (page.token.edit.property("wrong"), bench.shell.focusWidget()) == (True, page.token.edit)
    page.token.edit.setText("right")
    await bench.press()
    assert (bench.cards(), page.token.edit.property("wrong"), page.verb()) == ([], False, "Next")


@pytest.mark.parametrize("ends", ["the run", "Next"])
async def test_a_check_that_blocks(window, qtbot, ends):
    bench = await window("checks")
    page = await bench.open("checks")
    first = page.table.blockers()[0]
    bar = bench.shell.stack.areas["checks"].verticalScrollBar()
    after = {"the run": page._run_all, "Next": bench.shell.press}[ends]
    bar.setValue(bar.maximum())
    after()
    await until_in_sight(qtbot, bench, first)
