"""What GitLab would find in a text with prefix and pattern of the Jira issue integration."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wizard.connect.integration_pattern import LONGEST_SAMPLE, Looker, look


def _keys(*asked):
    return [one.key for one in look(*asked).found]


@pytest.mark.parametrize(
    ("sample", "prefix", "pattern", "keys"),
    [
        ("Fix PLAT-12, see DATA_2-3", "", "", ["PLAT-12", "DATA_2-3"]),
        ("plat-4 A-5 PLAT-x", "", "", []),
        ("xPLAT-5 PLAT-6", "", "", ["PLAT-6"]),
        ("JIRA#PLAT-1 and PLAT-2", "JIRA#", "", ["PLAT-1"]),
        ("plat-1", "", "(?i)[A-Z]+-[0-9]+", ["plat-1"]),
        ("ABC-1234", "", r"[A-Z]+-\d{1,3}", ["ABC-123"]),
        ("ABC-1234", "", r"[A-Z]+-\d{1,3}?", ["ABC-1"]),
        ("AB-1 B-2", "", r"AB-1|B-\d", ["AB-1", "B-2"]),
        ("A-\u0661 A-1", "", r"[A-Z]-\d", ["A-1"]),
        ("PLAT-1", "", "x*", []),
    ],
)
def test_keys_are_found_as_gitlab_finds_them(sample, prefix, pattern, keys):
    assert _keys(sample, prefix, pattern) == keys


def test_a_key_of_a_project_that_is_not_shown_is_found_and_said_to_be_ignored():
    assert [(one.key, one.ignored) for one in look("PLAT-1 OPS-2", "", "", ("ops",)).found] == [
        ("PLAT-1", True),
        ("OPS-2", False),
    ]


def test_what_re2_refuses_is_said_instead_of_looked_for():
    assert str(look("PLAT-1", "", "(?!CVE)A").problem).startswith("(?! looks ahead or back")
    assert look("PLAT-1", "(", "").problem is not None


def test_a_name_that_gitlab_uses_itself_is_refused():
    assert str(look("PLAT-1", "", "(?P<issue>A)").problem) == "Two groups have the name issue."


@pytest.mark.parametrize("pattern", ["(x+x+)+y", "((a?){20}){20}b", "(x|x|x)*z", r"\pL+-1", "(a{1000}){1000}"])
def test_no_pattern_holds_up_who_types_it(pattern):
    began = time.process_time()
    look("x" * LONGEST_SAMPLE, "", pattern)
    assert time.process_time() - began < 0.5


_PARTS = some.sampled_from(["A", "B", "-", "[AB]", r"\d", "1", "(A|B1)", "(?:A-)", "A*", "B+?", "[^A]?", "1{1,2}", "."])


@settings(max_examples=150, deadline=None)
@given(some.lists(_PARTS, min_size=1, max_size=5), some.text("AB1- ", max_size=12))
def test_it_finds_what_another_reader_of_patterns_finds(parts, sample):
    pattern = "".join(parts)
    expected = [found["issue"] for found in re.finditer(rf"\b(?P<issue>{pattern})", sample) if found["issue"]]
    assert _keys(sample, "", pattern) == expected


def test_a_long_text_is_looked_through_to_its_end():
    text = "nothing here, and so on; " * 2_000 + "PLAT-7"
    assert [one.key for one in Looker().look(text).found] == ["PLAT-7"]
    assert look(text).found == ()  # a sample is short


@pytest.mark.parametrize("pattern", ["(x+x+)+y", "((a?){20}){20}b", "(x|x|x)*z", "(a{1000}){1000}"])
def test_no_pattern_holds_up_who_reads_a_file(pattern):
    looker = Looker("", pattern)
    began = time.process_time()
    for text in ("x" * 5_000, "xa " * 1_500):
        looker.look(text)
    assert time.process_time() - began < 3
