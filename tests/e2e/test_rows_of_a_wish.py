"""Rows of the failure catalogue that are no state of a host: somebody wishes for what cannot be."""

import json
from pathlib import Path

import pytest

from tests.e2e.served_lab import ServedLab, answers_file

GROUP = "platform"
"""Of the example answers: what lies below it would be linked with it, so what is wished for lies elsewhere."""
FINDING = "gitlab-group-not-found"


def found(lab: ServedLab, folder: Path, *groups: str) -> list[dict[str, object]]:
    answers = answers_file(folder, groups_paths=json.dumps(groups))
    checked = lab.wizard("check", str(answers), "--json", home=folder / "data")
    return [one for one in checked.json["findings"] if one["code"] == FINDING]


@pytest.mark.parametrize("of", ["project", "person"])
def test_what_is_no_group_cannot_be_linked_and_the_check_says_so_of_it_alone(
    lab: ServedLab, tmp_path: Path, of: str
) -> None:
    projects = [one["path_with_namespace"] for one in lab.api("GET", "/api/v4/projects?per_page=100")]
    elsewhere = next(path for path in projects if not path.startswith(f"{GROUP}/"))
    wished = elsewhere if of == "project" else lab.api("GET", "/api/v4/user")["username"]
    (finding,) = found(lab, tmp_path, GROUP, wished)
    assert wished in str(finding["title"])
    assert "only groups and subgroups can be linked" in str(finding)
    assert found(lab, tmp_path, GROUP) == []
