"""Rows made of exchanges and of lines of the log; expressions that cannot hang the program."""

import time

import pytest

from tests.evidence.exchanges import exchange
from wizard.evidence.activity import SEARCHED, Kind, PatternWrong, matcher, row_of, row_of_line


@pytest.mark.parametrize(
    ("parts", "level"),
    [
        ({"status": 200}, "info"),
        ({"status": 399}, "info"),
        ({"status": 400}, "warning"),
        ({"status": 499}, "warning"),
        ({"status": 500}, "error"),
        ({"status": 0, "error": "network-timeout"}, "error"),
        ({"status": 0, "error": "cancelled"}, "info"),
    ],
)
def test_the_level_of_an_exchange_follows_its_answer(parts, level):
    assert row_of(exchange(**parts)).level == level


def test_a_row_says_method_path_and_query_and_why_nothing_came():
    row = row_of(exchange("PUT", "https://h.example/a?b=1", status=0, error="network-reset", why="gitlab-token"))
    assert (row.message, row.source, row.step, row.writes) == (
        "PUT /a?b=1 (network-reset)",
        "h.example",
        "gitlab-token",
        True,
    )


def test_reads_are_not_writes():
    assert not any(row_of(exchange(method)).writes for method in ("GET", "HEAD", "OPTIONS"))


def test_a_line_of_the_log_becomes_a_row():
    row = row_of_line(
        '{"event": "opened", "level": "warning", "timestamp": "2026-11-22T03:00:00Z", "host": "a", "n": 3}'
    )
    assert (row.kind, row.level, row.message, row.source) == (Kind.LOG, "warning", "opened host=a n=3", "program")
    assert row.at == 1_795_316_400.0


@pytest.mark.parametrize("line", ["", "{", "[]", "3", '"x"', "{'a': 1}"])
def test_what_is_no_line_is_left_out(line):
    assert row_of_line(line) is None


def test_a_line_with_a_broken_time_is_kept():
    assert row_of_line('{"event": "x", "timestamp": "soon"}').at == 0.0


def test_an_expression_finds_whatever_the_capital_letters():
    assert matcher("GET .*user")("get /api/v4/USER")
    assert not matcher("^PUT")("GET /PUT")


@pytest.mark.parametrize("pattern", ["(", "[a", "*", "a{2,1}", "(?P<x"])
def test_what_is_no_expression_is_said(pattern):
    with pytest.raises(PatternWrong, match="form"):
        matcher(pattern)


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*b", "(a*)*", "(.*a){20}", ".*.*.*.*x", "(\\w+\\s?)*$"])
def test_an_expression_that_could_try_for_ever_is_refused(pattern):
    with pytest.raises(PatternWrong, match="slow"):
        matcher(pattern)


def test_the_worst_expression_that_is_let_through_is_quick():
    hits = matcher(".*a.*a.*b")
    before = time.thread_time()
    assert not hits("a" * 10_000)
    assert time.thread_time() - before < 1.0
    assert not matcher("b$")("a" * SEARCHED + "b")
