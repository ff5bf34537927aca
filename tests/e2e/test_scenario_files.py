"""Worlds of example files: findings that need another world, each found there and in no other; and set-ups in them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.served_lab import ROOT, ServedLab

SCENARIOS = ROOT / "resources" / "scenarios"
FOUND = [
    ("doubled-root", "gitlab-url-doubled", 0),
    ("long-name", "gitlab-app-key-cut", 0),
    ("many-projects", "first-sync-long", 0),
    ("mixed-integrations", "integration-overrides", 0),
    ("relative-root", "gitlab-url-relative", 0),
    ("unusual-port", "gitlab-descriptor-port", 1),
]
BELOW_A_PATH = ("doubled-root", "relative-root")
"""Worlds in which the address itself is told about; one of the two finds more."""
ANSWERS = {"long-name": "manual", "unusual-port": "manual", "mixed-integrations": "integration-group"}
"""Example -> the answers that fit it, where they are not those of the Marketplace app."""


@contextmanager
def world(folder: Path, name: str) -> Iterator[tuple[ServedLab, Path]]:
    """Give the lab of an example, served, and answers that fit it."""
    lab = ServedLab(folder, dict(os.environ), scenario=str(SCENARIOS / f"{name}.toml"))
    lab.start()
    try:
        base = ANSWERS.get(name, "marketplace")
        example = (ROOT / "resources" / "answers" / f"{base}.toml").read_text()
        answers = folder / "answers.toml"
        answers.write_text(example.replace("https://gitlab.example.com", lab.ready["gitlab"]["url"]))
        yield lab, answers
    finally:
        assert lab.stop() == 0


@pytest.mark.parametrize(("name", "code", "ends"), FOUND)
def test_a_finding_of_another_world_is_found_there(name: str, code: str, ends: int, tmp_path: Path) -> None:
    with world(tmp_path, name) as (lab, answers):
        # It changes nothing where the app comes from the Marketplace.
        assert lab.wizard("lab", "person", "jira-development-mode-on").code == 0
        checked = lab.wizard("check", str(answers), "--json", home=tmp_path / "data")
        assert code in checked.codes()
        others = {other for _name, other, _ends in FOUND} - {code}
        assert others & set(checked.codes()) <= ({"gitlab-url-relative"} if name in BELOW_A_PATH else set())
        assert checked.code == ends, checked.err


def test_a_gitlab_below_a_path_is_set_up_and_proven(tmp_path: Path) -> None:
    with world(tmp_path, "relative-root") as (lab, answers):
        done = lab.run(answers=answers, home=tmp_path / "data")
        assert done.code == 0, done.err
        assert done.json["proof"]["ok"]


def test_a_world_that_starts_connected_has_nothing_to_set_up_and_is_proven(tmp_path: Path) -> None:
    with world(tmp_path, "synced") as (lab, answers):
        done = lab.run(answers=answers, home=tmp_path / "data")
        assert done.code == 0, done.err
        told = done.json
        assert (told["plan"], told["applied"], told["proof"]["ok"]) == ([], [], True)
