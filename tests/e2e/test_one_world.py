"""The lab's first world holds GitLab.com, an own GitLab and Jira: what needs no more than these runs in it."""

from pathlib import Path

import pytest

from tests.e2e.served_lab import ANSWERS, ServedLab

OF_OTHER_WORLDS = {
    "integration-move": "move",
    "integration-server": "server",
    "leaf": "leaf",
    "listing": "listing",
    "proxy": "fleet",
}
"""Examples that need other hosts, or a site that was prepared -> their world; each is run there by tests of its own."""
EXAMPLES = {path.stem: path for path in sorted(ANSWERS.parent.glob("*.toml"))}


@pytest.mark.parametrize("example", [stem for stem in EXAMPLES if stem not in OF_OTHER_WORLDS])
def test_an_example_is_proven_in_the_world_that_a_plain_lab_starts_with(
    lab: ServedLab, tmp_path: Path, example: str
) -> None:
    done = lab.run(answers=EXAMPLES[example], home=tmp_path)
    assert (done.code, done.json["proof"]["ok"]) == (0, True), done.err
    undone = lab.wizard("undo", "--json", home=tmp_path)
    assert undone.code == 0, undone.err


@pytest.mark.parametrize(("example", "world"), OF_OTHER_WORLDS.items())
def test_an_example_of_another_world_names_it(example: str, world: str) -> None:
    assert f"--lab={world}" in EXAMPLES[example].read_text()
