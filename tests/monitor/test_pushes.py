"""A branch that went on is a push; what was there for long is none."""

import pytest

from wizard.domain.flow import Item, Kind
from wizard.domain.gitlab_activity import BranchPush
from wizard.monitor.pushes import Push, Pushes

OLD, NEW, NEWEST = "a" * 40, "b" * 40, "c" * 40


def _branch(name: str, commit: str) -> Item:
    return Item(Kind.BRANCH, 1, name, (name,), 0.0, "", commit, name)


def _looked(*looks: list[Item], made: tuple[str, ...] = ()) -> Pushes:
    pushes = Pushes()
    for number, found in enumerate(looks):
        pushes.note(1, found, made if number == len(looks) - 1 else (), "main", float(number))
    return pushes


def test_the_first_look_tells_of_no_push() -> None:
    assert not _looked([_branch("main", OLD), _branch("topic", NEW)]).projects


def test_a_branch_with_another_last_commit_was_pushed_since_the_look_before() -> None:
    pushes = _looked([_branch("main", OLD)], [_branch("main", NEW)])
    assert pushes.first_of(1) == Push(1, "main", OLD, NEW, 1.0)


def test_two_pushes_to_a_branch_are_one_from_the_earlier_end() -> None:
    pushes = _looked([_branch("main", OLD)], [_branch("main", NEW)], [_branch("main", NEWEST)])
    assert pushes.first_of(1) == Push(1, "main", OLD, NEWEST, 1.0)


def test_a_new_branch_brings_what_the_default_branch_does_not_have() -> None:
    pushes = _looked([_branch("main", OLD)], [_branch("main", OLD), _branch("topic", NEW)])
    assert pushes.first_of(1) == Push(1, "topic", "main", NEW, 1.0)


def test_at_the_first_look_a_branch_is_new_where_the_history_does_not_have_it() -> None:
    pushes = _looked([_branch("main", OLD), _branch("PLAT-3-new", NEW)], made=("PLAT-3-new",))
    assert pushes.first_of(1) == Push(1, "PLAT-3-new", "main", NEW, 0.0)


def test_of_a_whole_page_nobody_knows_which_branches_are_new() -> None:
    many = [_branch(f"b{number}", OLD) for number in range(100)]
    assert not _looked(many, [*many[1:], _branch("back-again", NEW)]).projects


def test_what_was_asked_about_is_done() -> None:
    pushes = _looked([_branch("main", OLD)], [_branch("main", NEW)])
    pushes.done(pushes.first_of(1))
    assert not pushes.projects


@pytest.mark.parametrize("later", [NEW, NEWEST])
def test_a_forgotten_project_begins_anew(later: str) -> None:
    pushes = _looked([_branch("main", OLD)], [_branch("main", NEW)])
    pushes.forget(1)
    pushes.note(1, [_branch("main", later)], (), "main", 9.0)
    assert not pushes.projects


def test_events_tell_of_a_push_its_two_ends_and_when_it_was() -> None:
    pushes = Pushes()
    told = [
        BranchPush("topic", "", OLD, 5.0),
        BranchPush("topic", OLD, NEW, 6.0),
        BranchPush("main", "", OLD, 7.0),
        BranchPush("", "", "", 8.0),
        BranchPush("PLAT-3-connection-proof-7f3a-00001", "", OLD, 9.0),
    ]
    pushes.take(1, told, "main")
    push = pushes.first_of(1)
    assert push == Push(1, "topic", "main", NEW, 5.0)
    pushes.done(push)
    assert not pushes.projects
