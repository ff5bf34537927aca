"""The run book holds everything of a plan, in order, and nothing that a reader has no use for."""

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser

import pytest

from wizard.changes import jira_app_install
from wizard.documents.run_book import run_book
from wizard.documents.sheet import Section, as_html, as_markdown
from wizard.domain.answers import Answers, GitLabAnswers, GroupsAnswers, JiraAnswers
from wizard.domain.jira_integration import IntegrationAnswers
from wizard.domain.route import Route
from wizard.domain.text import T, Text
from wizard.journey import byhand_run
from wizard.journey.values import Plan, PlanRow

HOSTILE = "</table><script>alert(1)</script>|`*_["
ANSWERS = Answers(
    gitlab=GitLabAnswers("https://gitlab.example.com"),
    jira=JiraAnswers("https://acme.atlassian.net"),
    groups=GroupsAnswers(("platform", HOSTILE)),
)
ROWS = (
    PlanRow(
        "gitlab-oauth-application", T("Create OAuth application"), T("Admin area, Applications"), {},
        {"name": "GitLab for Jira", "redirect_uri": "https://gitlab.com/-/jira_connect/oauth_callbacks"}, (), (), True,
        "POST /api/v4/applications",
    ),
    PlanRow(
        "gitlab-proxy-url", T("Set Jira Connect Proxy URL"), T("Admin area, Settings, General"),
        {"jira_connect_proxy_url": "https://old.example"}, {"jira_connect_proxy_url": HOSTILE},
        ("https://old.example",), (HOSTILE,), True, "PUT /api/v4/application/settings",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Taken:
    what: Text
    value: str
    used_by: tuple[str, ...]


ASSUMED = (Taken(T("Release of GitLab"), "17.2", ("gitlab-proxy-url",)),)


def _plan(route: Route = Route.MARKETPLACE) -> Plan:
    answers = ANSWERS.with_(route=route)
    return Plan(answers, ROWS, tasks=byhand_run.rows(answers, None))


@pytest.mark.parametrize("route", [Route.MARKETPLACE, Route.MANUAL, Route.LEAF, Route.SAAS])
def test_every_change_and_every_task_stands_in_it_in_order(route: Route) -> None:
    plan = _plan(route)
    text = re.sub(r"\\(.)", r"\1", as_markdown(run_book(plan, ASSUMED)))
    titles = [f"## Change {number}: {row.title}" for number, row in enumerate(plan.rows, 1)]
    before = [str(task.title) for task in plan.tasks if task.before]
    after = [str(task.title) for task in plan.tasks if not task.before]
    order = [text.index(one) for one in (*before, *titles, *after)]
    assert order == sorted(order)
    for task in plan.tasks:
        for step in task.steps:
            assert f"- [ ] {step}" in text
    for row in plan.rows:
        assert row.request in text
    assert text.index("The way back") > max(order)


def test_what_was_not_seen_is_marked_and_has_a_box() -> None:
    text = as_markdown(run_book(_plan(), ASSUMED))
    assert "- [ ] Checked: Release of GitLab: 17.2" in text
    assert text.count("Before (assumed)") == 1, "the other change does not stand on it"
    assert "assumed" not in as_markdown(run_book(_plan())).split("## Behind")[0].lower()


def test_the_way_back_goes_newest_first_to_what_was_before() -> None:
    text = as_markdown(run_book(_plan())).partition("## The way back")[2].partition("## Signed")[0]
    assert text.index("put back https://old.example") < text.index("remove what was made")


def test_what_cannot_be_undone_asks_who_may_stop_it() -> None:
    plan = replace(_plan(), rows=(replace(ROWS[0], reversible=False),))
    assert "It cannot be undone" in as_markdown(run_book(plan))


def test_an_app_that_may_not_come_back_is_left_installed() -> None:
    row = replace(ROWS[0], id=jira_app_install.CHANGE.id, title=T("Install the app"))
    back = as_markdown(run_book(replace(_plan(), rows=(row,)))).partition("## The way back")[2]
    assert "Install the app: leave it installed." in back
    assert "remove what was made" not in back


def test_what_held_nothing_goes_back_to_empty() -> None:
    row = replace(ROWS[1], before={"jira_connect_proxy_url": None}, shown_before=())
    text = as_markdown(run_book(replace(_plan(), rows=(row,))))
    assert "put back jira\\_connect\\_proxy\\_url: empty (" in text


def test_of_the_integration_alone_it_names_its_jira_and_proves_by_a_mention() -> None:
    wanted = IntegrationAnswers(scope="project", projects=("platform/app",), web_url="https://jira.example.com")
    answers = ANSWERS.with_(route=Route.INTEGRATION, integration=wanted, jira_url="", proof_project="platform/app")
    row = replace(ROWS[1], id="gitlab-jira-integration:project", request="PUT /api/v4/projects/1/integrations/jira")
    book = as_markdown(run_book(Plan(answers, (row,))))
    assert "to https://jira.example.com." in book
    assert "make a commit whose message names" in book
    assert "What the Jira issue integration is set to at these places was noted" in book
    for of_the_app in ("development panel", "A Jira administrator", "Admin area, Applications", "GitLab.com"):
        assert of_the_app not in book, of_the_app


def test_where_nothing_is_changed_there_is_no_script_and_no_administrator_of_gitlab() -> None:
    plan = replace(_plan(Route.SAAS), rows=())
    book = as_markdown(run_book(plan))
    assert "Behind: script" not in book
    assert "administrator rights in GitLab" not in book
    assert "A Jira administrator is there." in book


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert not {name for name, _value in attrs} & {"src", "href", "onclick", "style"}, "it loads and runs nothing"
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_loads_nothing_and_foreign_names_are_text() -> None:
    page = as_html(run_book(_plan(), ASSUMED, (Section(T("Console"), code="puts 1 < 2"),)))
    tags = _Tags()
    tags.feed(page)
    assert tags.open == []
    assert "script" not in tags.seen
    assert tags.seen.count("input") > 20
    assert "&lt;script&gt;" in page
    assert "puts 1 &lt; 2" in page
