import time

import pytest
import shiboken6
from PySide6.QtGui import QPixmap

from wizard.ui.charts.line_chart import Line, LineChart, Spark, runs_of
from wizard.ui.charts.scale import round_top, time_marks
from wizard.ui.monitor_words import span


@pytest.fixture
def chart(dressed):
    made = LineChart("chart", "How late", span, top=5.0)
    made.resize(400, 160)
    yield made
    shiboken6.delete(made)


def _drawn(chart):
    picture = QPixmap(chart.size())
    chart.render(picture)
    return picture.toImage()


def test_what_a_chart_shows_stands_in_words_too(chart):
    chart.load((Line("Median", [(0.0, 3.0), (60.0, 8.0), (120.0, 4.0)]),), 0.0, 120.0)
    assert chart.accessibleDescription() == "Median: now 4.0 s, between 3.0 s and 8.0 s."


def test_a_chart_without_points_says_so(chart):
    chart.load((Line("Median", []),), 0.0, 60.0)
    assert chart.accessibleDescription() == "Nothing was measured yet."
    assert not _drawn(chart).isNull()


def test_other_values_are_another_picture(chart):
    chart.load((Line("Median", [(0.0, 1.0), (60.0, 1.0)]),), 0.0, 60.0)
    before = _drawn(chart)
    chart.load((Line("Median", [(0.0, 1.0), (60.0, 5.0)]),), 0.0, 60.0)
    assert _drawn(chart) != before


def test_where_nobody_looked_no_line_is_drawn():
    points = [(float(at), 1.0) for at in (0, 60, 120, 1_000, 1_060)]
    assert [len(run) for run in runs_of(points)] == [3, 2]


def test_one_point_alone_is_a_run_and_none_is_no_run():
    assert runs_of([(0.0, 1.0)]) == [[(0.0, 1.0)]]
    assert runs_of([]) == []


def test_a_hundred_thousand_points_are_painted_within_the_time_of_a_few_frames(chart):
    chart.load((Line("Median", [(float(at), at * 7919 % 100 / 10) for at in range(100_000)]),), 0.0, 100_000.0)
    _drawn(chart)
    began = time.thread_time()  # of this thread alone: other programs make nothing slower
    _drawn(chart)
    assert time.thread_time() - began < 0.1


def test_a_line_in_a_tile_with_many_points_is_painted_as_quickly(dressed):
    spark = Spark()
    spark.resize(200, 34)
    spark.load([(float(at), at * 7919 % 100 / 10) for at in range(2_000)])
    _drawn(spark)
    began = time.thread_time()
    _drawn(spark)
    assert time.thread_time() - began < 0.1
    shiboken6.delete(spark)


@pytest.mark.parametrize(
    ("value", "top"), [(0.0, 1.0), (0.7, 1.0), (1.0, 1.0), (3.2, 5.0), (11.0, 20.0), (640.0, 1000.0)]
)
def test_the_greatest_mark_is_a_round_number_above_all_values(value, top):
    assert round_top(value) == pytest.approx(top)


def test_marks_of_time_stand_at_whole_hours_and_are_no_more_than_there_is_room_for():
    marks = time_marks(1_000_000_000.0, 1_000_000_000.0 + 86_400, 6)
    assert 2 <= len(marks) <= 7
    assert all(word.endswith(":00") for _at, word in marks)
    assert [at for at, _word in marks] == sorted(at for at, _word in marks)


def test_marks_that_lie_days_apart_name_the_day():
    words = [word for _at, word in time_marks(1_000_000_000.0, 1_000_000_000.0 + 20 * 86_400, 6)]
    assert all("." in word and ":" not in word for word in words)
