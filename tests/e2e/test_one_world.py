"""The lab's first world holds GitLab.com, an own GitLab and Jira: every route that is offered runs in it."""

from pathlib import Path

import pytest

from tests.e2e.served_lab import ANSWERS, ServedLab

ROUTES = sorted(ANSWERS.parent.glob("*.toml"))


@pytest.mark.parametrize("answers", ROUTES, ids=lambda path: path.stem)
def test_each_example_is_proven_in_the_world_that_a_plain_lab_starts_with(
    lab: ServedLab, tmp_path: Path, answers: Path
) -> None:
    done = lab.run(answers=answers, home=tmp_path)
    assert (done.code, done.json["proof"]["ok"]) == (0, True), done.err
    undone = lab.wizard("undo", "--json", home=tmp_path)
    assert undone.code == 0, undone.err
