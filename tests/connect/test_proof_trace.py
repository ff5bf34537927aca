"""What a test of a kind of data makes is named so that GitLab takes the name and it is found again."""

import re

import pytest

from wizard.connect.issue_keys import KeyEra, keys_in
from wizard.connect.proof_trace import environment_mark, flag_name, message, title

BRANCH = "PLAT_2-17-connection-proof-7f3a-00412-kinds"


@pytest.mark.parametrize("era", list(KeyEra))
def test_the_texts_name_exactly_this_issue_in_every_era(era: KeyEra) -> None:
    assert keys_in(title("PLAT-1", "7f3a-00412-kinds"), era=era) == ("PLAT-1",)
    assert keys_in(message("PLAT-1", "7f3a-00412-kinds"), era=era) == ("PLAT-1",)


def test_a_push_of_the_commit_runs_no_pipeline() -> None:
    assert "[skip ci]" in message("PLAT-1", "7f3a")
    assert "[skip ci]" not in title("PLAT-1", "7f3a")


def test_what_is_no_issue_key_is_no_title() -> None:
    with pytest.raises(ValueError):
        title("plat", "7f3a")


def test_gitlab_takes_the_name_of_the_flag() -> None:
    assert re.fullmatch(r"[a-z](?:[a-z0-9_-]*[a-z0-9_])?", flag_name(BRANCH))


@pytest.mark.parametrize("named", [f"review/{BRANCH}", "review/plat-2-17-connection-proof-7f3a-00412-kinds"])
def test_an_environment_is_found_by_name_and_by_slug_of_the_branch(named: str) -> None:
    assert environment_mark(BRANCH) in named.lower()
    assert environment_mark(BRANCH.replace("7f3a", "7f3b")) not in named.lower()
