"""What the lab's GitLab speaks is written down: no family of paths is left out of ARCHITECTURE."""

from pathlib import Path

from wizard.lab.gitlab.routes import API, TABLES

ARCHITECTURE = Path(__file__).resolve().parents[3] / "ARCHITECTURE.md"


def test_every_family_of_paths_stands_in_the_table_of_what_the_lab_speaks() -> None:
    text = ARCHITECTURE.read_text()
    spoken = text[text.index("## What the lab speaks") :]
    families = {"/" + line.path.split("/")[1] for prefix, lines in TABLES if prefix == API for line in lines}
    assert len(families) > 10
    assert [family for family in sorted(families) if f"`{family}" not in spoken] == []
