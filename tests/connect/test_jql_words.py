"""Keys of projects that Jira's query language would take for its own words."""

import pytest

from wizard.connect.jql_words import is_reserved


@pytest.mark.parametrize(
    ("key", "expected"), [("AND", True), ("Order", True), ("in", True), ("PLAT", False), ("ANDY", False), ("", False)]
)
def test_a_word_of_jql_is_known_in_any_case_of_letters(key: str, expected: bool) -> None:
    assert is_reserved(key) is expected
