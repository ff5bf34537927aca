"""The files of a plan: what has nothing to say is not among them."""

from pathlib import Path

import pytest

from wizard.documents.plan_files import files_of
from wizard.domain.answers import read_answers
from wizard.journey.offline_plan import offline_plan

ANSWERS = Path(__file__).parents[2] / "resources/answers"
ALWAYS = {"plan.md", "plan.json", "run-book.html", "run-book.md", "ticket-network.md", "recipe-firewall.md"}


@pytest.mark.parametrize(
    ("name", "has", "lacks"),
    [
        ("marketplace", {"changes.sh", "rails.sh", "ticket-jira.md", "recipe-proxy-nginx.md"}, set()),
        ("saas", {"ticket-jira.md"}, {"changes.sh", "rails.sh", "recipe-proxy-nginx.md"}),
        ("integration-cloud", {"changes.sh"}, {"rails.sh", "ticket-jira.md", "recipe-proxy-nginx.md"}),
    ],
)
async def test_each_way_has_what_its_people_need(name: str, has: set[str], lacks: set[str]) -> None:
    made = await offline_plan(read_answers((ANSWERS / f"{name}.toml").read_bytes()))
    files = files_of(made)
    assert files.keys() >= ALWAYS | has
    assert not files.keys() & lacks
    book = files["run-book.md"].decode()
    assert ("gitlab-rails runner" in book) == ("rails.sh" in has)
    assert all(content.strip() for content in files.values())
