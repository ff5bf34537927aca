"""Which words of a message close an issue in Jira."""

import time

import pytest

from wizard.connect.closing_words import closing_keys, words_in_vain


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Closes PLAT-1", ("PLAT-1",)),
        ("close: PLAT-1, PLAT-2 and PLAT-3; see PLAT-4", ("PLAT-1", "PLAT-2", "PLAT-3")),
        ("Fixing issue PLAT-1 and issue PLAT-2", ("PLAT-1", "PLAT-2")),
        ("Implements PLAT-1\n\nresolved PLAT-2", ("PLAT-1", "PLAT-2")),
        ("Disclose PLAT-1, prefix PLAT-2", ()),
        ("fixes the bug of PLAT-1", ()),
        ("CLOSES PLAT-1", ()),
        ("Closes #PLAT-1", ()),
        ("Closes plat-1", ()),
    ],
)
def test_the_words_of_gitlab_close_the_keys_right_behind_them(text, keys):
    assert closing_keys(text) == keys


def test_a_word_in_capitals_is_named():
    assert words_in_vain("ok, CLOSES: PLAT-1 and Fixes PLAT-2, rESOLVES x") == ((4, "CLOSES"),)


@pytest.mark.parametrize(
    "text", ["Closes " * 1_400, "Closes PLAT-1" + " , " * 3_000, "Closes " + "PLAT-1 " * 1_400, "fix" + " " * 9_990]
)
def test_a_long_text_takes_no_longer_than_its_length(text):
    began = time.process_time()
    closing_keys(text), words_in_vain(text)
    assert time.process_time() - began < 0.5
