"""Where a task by hand is done is drawn, numbered and said in words, and can be folded away."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from wizard.domain.answers import LeafAnswers
from wizard.domain.route import Route
from wizard.domain.text import Text
from wizard.journey import byhand
from wizard.journey.sketch import Part, Scene, Shape, numbered
from wizard.ui.sample_values import ANSWERS
from wizard.ui.sketch_pen import wrapped
from wizard.ui.task_sketch import TaskSketch, spoken

_ROOMY, _SMALL = (1000, 760), (900, 600)
_ROUTES = (Route.MARKETPLACE, Route.MANUAL, Route.LISTING, Route.SAAS, Route.PROXY, Route.LEAF)
_FLEET = ANSWERS.with_(
    proxy_url="https://gitlab-hub.example.com", leaf=(LeafAnswers("https://gitlab-north.example.com"),)
)
_DRAWN = [(task, route) for route in _ROUTES for task in byhand.ALL if task.applies(_FLEET.with_(route=route))]


def _sketch(qtbot, task, route):
    made = TaskSketch(task.id, task.scenes(_FLEET.with_(route=route), None))
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(("task", "route"), _DRAWN, ids=lambda one: getattr(one, "id", str(one)))
def test_every_task_of_every_route_is_drawn_with_its_clicks_in_words(qtbot, task, route):
    sketch = _sketch(qtbot, task, route)
    assert sketch.accessibleName().count(": 1 ") >= 1
    assert sketch.heightForWidth(600) > 40


@pytest.mark.parametrize("width", [240, 420, 900])
@pytest.mark.parametrize(("task", "route"), _DRAWN, ids=lambda one: getattr(one, "id", str(one)))
def test_nothing_is_drawn_outside_of_its_window_or_over_something_else(qtbot, task, route, width):
    sketch = _sketch(qtbot, task, route)
    for window in sketch.windows(width):
        assert window.place.right() <= width
        assert window.place.bottom() <= sketch.heightForWidth(width)
        for at, piece in enumerate(window.pieces):
            assert window.place.contains(piece.place)
            assert not any(piece.place.intersects(other.place) for other in window.pieces[:at])


def test_numbers_go_on_in_the_next_window_and_begin_anew_in_one_that_stands_instead():
    one = Scene(Text("a"), ((Part(Shape.BUTTON, "b"), Part(Shape.WORDS, "w", pressed=False)),))
    other = Scene(Text("c"), ((Part(Shape.BUTTON, "d"),),), instead=True)
    assert [[n for line in lines for _part, n in line] for lines in numbered((one, one, other))] == [
        [1, 0],
        [2, 0],
        [1],
    ]


def test_a_box_that_is_cleared_is_said_so_and_drawn_without_its_tick():
    answers = replace(ANSWERS, route=Route.MANUAL)
    on, off = (byhand.by_id(f"jira-development-mode-{way}").scenes(answers, None) for way in ("on", "off"))
    assert "tick Enable development mode" in spoken(on)
    assert "clear Enable development mode" in spoken(off)
    assert "listings" not in spoken(off)


async def _at(open_window, size):
    bench = await open_window()
    bench.shell.resize(*size)
    await bench.open("by-hand")
    return bench


def _shown(bench):
    tasks = ("get-app", "enter-address", "link-groups")
    return [task for task in tasks if not bench.find(f"by-hand.{task}.sketch").isHidden()]


async def test_the_picture_of_the_task_that_is_next_is_open_where_there_is_room(open_window):
    bench = await _at(open_window, _ROOMY)
    assert _shown(bench) == ["get-app"]


async def test_in_a_small_window_all_pictures_are_folded_away(open_window):
    bench = await _at(open_window, _SMALL)
    assert _shown(bench) == []
    assert bench.find("by-hand.get-app.where").text() == "Where is it?"


async def test_what_somebody_folded_or_opened_stays_so_when_the_cards_are_made_anew(open_window):
    bench = await _at(open_window, _ROOMY)
    await bench.click("by-hand.get-app.where")
    await bench.click("by-hand.link-groups.where")
    bench.page._show()
    assert _shown(bench) == ["link-groups"]
    assert bench.find("by-hand.link-groups.where").accessibleName() == "Hide the picture: Sign in and link 3 groups"


def test_an_address_is_broken_only_where_it_is_wider_than_all_the_room(qtbot):
    metrics = QFontMetricsF(_sketch(qtbot, *_DRAWN[0]).font())
    said, address = "On newer sites: admin.atlassian.com", "admin.atlassian.com"
    room = metrics.horizontalAdvance(address) + 1
    assert wrapped(said, room, metrics) == Qt.TextFlag.TextWordWrap.value
    assert wrapped(said, room / 2, metrics) == Qt.TextFlag.TextWrapAnywhere.value
