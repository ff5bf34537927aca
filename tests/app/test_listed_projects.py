"""A file that lists projects, beside the answers."""

from pathlib import Path

import pytest

from wizard.app.commands._session import load_answers
from wizard.app.ends import CommandEnded, Exit

ANSWERS = '[integration]\nscope = "project"\nprojects = ["platform/app"]\nfile = "projects.txt"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "answers.toml").write_text(ANSWERS)
    return tmp_path


def test_its_lines_join_the_named_projects_each_once(folder: Path) -> None:
    (folder / "projects.txt").write_text("# of the team\ntools/ci\n\n  platform/app \nplatform/web\n")
    answers = load_answers(str(folder / "answers.toml"))
    assert answers.integration.projects == ("platform/app", "tools/ci", "platform/web")
    assert answers.integration.file == ""


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00"])
def test_one_that_cannot_be_read_ends_the_command_with_its_name(folder: Path, data: bytes | None) -> None:
    if data is not None:
        (folder / "projects.txt").write_bytes(data)
    with pytest.raises(CommandEnded) as told:
        load_answers(str(folder / "answers.toml"))
    assert told.value.code is Exit.USAGE
    assert "projects.txt" in str(told.value)
