"""The words that open a second window over a lab, what they are read as there, and what the window gets of ours."""

import os
from pathlib import Path

import click
import pytest

import wizard
from wizard.app.ends import CommandEnded, Exit
from wizard.app.lab_faults import read_wish, reproducible
from wizard.app.second_window import arguments_of
from wizard.app.surroundings import for_our_own
from wizard.domain.lab_fault import LabWish
from wizard.domain.route import Route
from wizard.lab.faults import ALL

WISH = LabWish(Route.SAAS, "network-refused", "sign-in", "jira", {"role": "guest"}, connected=True)


def test_a_wish_is_read_in_the_second_window_as_it_was_written_in_the_first() -> None:
    world, word = arguments_of(WISH)
    assert world == "--lab=saas"
    assert read_wish(word.removeprefix("--lab-fault=")) == WISH


def test_a_way_without_a_world_of_its_own_is_seen_in_the_one_of_the_marketplace() -> None:
    world, word = arguments_of(LabWish(Route.DVCS, "network-refused", "gitlab"))
    assert world == "--lab=marketplace"
    assert read_wish(word.removeprefix("--lab-fault=")).route is Route.MARKETPLACE


@pytest.mark.parametrize("word", ["", "{}", '{"route": "elsewhere", "fault": "a", "page": "b"}', "[1]"])
def test_words_that_are_no_wish_are_refused(word: str) -> None:
    with pytest.raises(CommandEnded) as ended:
        read_wish(word)
    assert ended.value.code is Exit.USAGE


def test_every_fault_but_the_one_that_needs_a_process_can_be_on_from_the_start() -> None:
    known = {fault.id: fault for fault in reproducible()}
    assert set(ALL) - set(known) == {"client-killed"}
    assert {one.id: (one.code, one.message) for one in known.values()} == {
        fault.id: (fault.expect, fault.message) for fault in ALL.values() if fault.id in known
    }


def test_the_second_window_finds_this_very_program_and_none_of_our_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GJW_GITLAB_TOKEN", "glpat-CANARY")
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    given = for_our_own()
    assert "GJW_GITLAB_TOKEN" not in given
    assert given["PYTHONPATH"].split(os.pathsep) == [str(Path(wizard.__file__).parents[1]), "/elsewhere"]


def test_the_option_is_not_among_those_that_people_see() -> None:
    from wizard.app.command_line import cli

    hidden = {one.name for one in cli.params if isinstance(one, click.Option) and one.hidden}
    assert "lab_fault" in hidden
