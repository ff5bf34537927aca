"""Findings that need another world, each found in the lab of an example file and in no other."""

import os
from pathlib import Path

import pytest

from tests.e2e.served_lab import ROOT, ServedLab

SCENARIOS = ROOT / "resources" / "scenarios"
FOUND = [
    ("doubled-root", "gitlab-url-doubled", 0),
    ("long-name", "gitlab-app-key-cut", 0),
    ("many-projects", "first-sync-long", 0),
    ("relative-root", "gitlab-url-relative", 0),
    ("unusual-port", "gitlab-descriptor-port", 1),
]


BELOW_A_PATH = ("doubled-root", "relative-root")
"""Worlds in which the address itself is told about; one of the two finds more."""


@pytest.mark.parametrize(("name", "code", "ends"), FOUND)
def test_a_finding_of_another_world_is_found_there(name: str, code: str, ends: int, tmp_path: Path) -> None:
    lab = ServedLab(tmp_path, dict(os.environ), scenario=str(SCENARIOS / f"{name}.toml"))
    base = "manual" if name in ("long-name", "unusual-port") else "marketplace"
    lab.start()
    try:
        if base == "manual":
            assert lab.wizard("lab", "person", "jira-development-mode-on").code == 0
        answers = tmp_path / "answers.toml"
        example = (ROOT / "resources" / "answers" / f"{base}.toml").read_text()
        answers.write_text(example.replace("https://gitlab.example.com", lab.ready["gitlab"]["url"]))
        checked = lab.wizard("check", str(answers), "--json", home=tmp_path / "data")
        assert code in checked.codes()
        others = {other for _name, other, _ends in FOUND} - {code}
        assert others & set(checked.codes()) <= ({"gitlab-url-relative"} if name in BELOW_A_PATH else set())
        assert checked.code == ends, checked.err
    finally:
        assert lab.stop() == 0
