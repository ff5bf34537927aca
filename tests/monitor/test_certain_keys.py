"""A key is waited for when every release of GitLab finds it; no more are sent than 500."""

import pytest

from wizard.monitor.keys import certain_keys, keys_left_out, project_of, sent_keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("PLAT-1 and DATA-22", ("PLAT-1", "DATA-22")),
        ("plat-1", ()),
        ("xPLAT-1", ()),  # since 16.6 a key begins at the edge of a word, and later anywhere again
        ("CVE-2024-1234", ()),
        ("UTF-8", ("UTF-8",)),
        ("PLAT-1 PLAT-1", ("PLAT-1",)),
    ],
)
def test_keys_that_only_some_releases_find_are_not_waited_for(text: str, keys: tuple[str, ...]) -> None:
    assert certain_keys((text,)) == keys


def test_all_texts_count() -> None:
    assert certain_keys(("PLAT-1 title", "fixes DATA-2")) == ("PLAT-1", "DATA-2")


def test_what_is_beyond_five_hundred_is_left_out() -> None:
    text = " ".join(f"PLAT-{number}" for number in range(1, 504))
    assert len(sent_keys((text,))) == 500
    assert keys_left_out((text,)) == ("PLAT-501", "PLAT-502", "PLAT-503")


def test_the_project_of_a_key_is_what_stands_before_its_number() -> None:
    assert project_of("MY_TEAM-12") == "MY_TEAM"
