"""Messages: what people paste finds what it means, without any network."""

from pathlib import Path

import pytest

from wizard.documents.messages import MESSAGES, find


@pytest.mark.parametrize("message", MESSAGES, ids=lambda one: one.said[:40])
def test_each_message_finds_itself_first(message):
    assert find(message.said)[0] is message


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("failed to link group", "jira-user-not-site-admin"),
        ("FAILED TO LOAD JIRA CONNECT APPLICATION ID", "gitlab-application-id-blocked"),
        ("it says invalid jwt", "clock-skewed"),
        ("silent mode", "gitlab-silent-mode"),
    ],
)
def test_a_part_of_a_message_finds_it(typed, code):
    assert code in {code for message in find(typed) for code in message.codes}


@pytest.mark.parametrize("typed", ["", "the", "please try again", "zebra", "\u202e" * 50, "a" * 100_000])
def test_what_no_message_says_finds_none(typed):
    assert find(typed) == ()


def test_no_more_than_three_are_shown():
    assert len(find("could not be installed on the instance")) <= 3


def test_each_code_behind_a_message_is_explained_in_the_help():
    explained = (Path(__file__).parents[2] / "resources" / "help" / "findings.md").read_text(encoding="utf-8")
    codes = {code for message in MESSAGES for code in message.codes}
    assert [code for code in sorted(codes) if f"\n## {code}\n" not in explained] == []
