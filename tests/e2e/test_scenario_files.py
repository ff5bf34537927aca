"""Findings that need another world, each found in the lab of an example file and in no other."""

import os
from pathlib import Path

import pytest

from tests.e2e.served_lab import ROOT, ServedLab

SCENARIOS = ROOT / "resources" / "scenarios"
FOUND = [
    ("long-name", "gitlab-app-key-cut", 0),
    ("many-projects", "first-sync-long", 0),
    ("unusual-port", "gitlab-descriptor-port", 1),
]


@pytest.mark.parametrize(("name", "code", "ends"), FOUND)
def test_a_finding_of_another_world_is_found_there(name: str, code: str, ends: int, tmp_path: Path) -> None:
    lab = ServedLab(tmp_path, dict(os.environ), scenario=str(SCENARIOS / f"{name}.toml"))
    base = "marketplace" if name == "many-projects" else "manual"
    lab.start()
    try:
        if base == "manual":
            assert lab.wizard("lab", "person", "jira-development-mode-on").code == 0
        answers = tmp_path / "answers.toml"
        example = (ROOT / "resources" / "answers" / f"{base}.toml").read_text()
        answers.write_text(example.replace("https://gitlab.example.com", lab.ready["gitlab"]["url"]))
        checked = lab.wizard("check", str(answers), "--json", home=tmp_path / "data")
        assert code in checked.codes()
        assert [other for _name, other, _ends in FOUND if other != code and other in checked.codes()] == []
        assert checked.code == ends, checked.err
    finally:
        assert lab.stop() == 0
