"""What every page keeps to."""

import pytest

from wizard import steps
from wizard.domain.answers import Answers
from wizard.domain.route import LED, OFFERED, Route
from wizard.domain.text import render
from wizard.ui.step_titles import START, TITLES

_ORDER = [
    "start", "gitlab", "sign-in", "jira", "method", "groups", "checks", "review", "apply", "by-hand", "verify", "done",
]  # fmt: skip
GOOD = Answers().with_(
    gitlab_url="https://gitlab.example.com",
    jira_url="https://acme.atlassian.net",
    jira_email="dana@acme.example",
    groups_paths=("platform",),
    proof_project="platform/app",
    proof_issue="PLAT-1",
)


def test_the_marketplace_route_leads_through_all_pages_in_order() -> None:
    assert [step.id for step in steps.path(GOOD)] == _ORDER


@pytest.mark.parametrize("route", OFFERED)
def test_every_offered_route_leads_through_all_pages(route) -> None:
    assert [step.id for step in steps.path(GOOD.with_(route=route))] == _ORDER


@pytest.mark.parametrize("route", [route for route in Route if route not in LED])
def test_a_route_that_is_not_offered_ends_where_it_is_chosen(route) -> None:
    assert [step.id for step in steps.path(GOOD.with_(route=route))][-1] == "method"


@pytest.mark.parametrize("step", steps.ALL, ids=lambda step: step.id)
def test_good_answers_have_no_problem_on_any_page(step) -> None:
    assert step.problems(GOOD) == []


@pytest.mark.parametrize("step", steps.ALL, ids=lambda step: step.id)
def test_each_page_says_what_happens_on_it(step) -> None:
    texts = [step.title, step.lead, *(field.label for field in step.fields), *(field.hint for field in step.fields)]
    assert [render(text) for text in texts if not render(text) or "{" in render(text)] == []


def test_every_field_is_one_that_answers_take() -> None:
    values = {"route": Route.MARKETPLACE, "groups_paths": ("platform",)}
    for step in steps.ALL:
        for field in step.fields:
            GOOD.with_(**{field.name: values.get(field.name, field.example)})


@pytest.mark.parametrize("step", steps.ALL, ids=lambda step: step.id)
def test_every_problem_of_empty_and_of_odd_answers_is_whole(step) -> None:
    odd = GOOD.with_(
        route=Route.FORGE,
        gitlab_url="http://10.0.0.5/gitlab",
        jira_url="{x}",
        groups_paths=("{y}", "data"),
        proof_project="{z}/{host}",
        proof_issue="{issue}",
    )
    for finding in (*step.problems(Answers()), *step.problems(odd)):
        messages = (finding.title, finding.cause, finding.fix)
        asked = {name for text in messages for name in _placeholders(text.message)}
        given = {name for text in messages for name in text.facts}
        assert asked <= given
        assert all(render(text).strip() for text in messages)
        assert finding.source


def _placeholders(message: str) -> set[str]:
    return {part.partition("}")[0] for part in message.split("{")[1:]}


def test_a_page_is_found_by_its_id() -> None:
    assert steps.by_id("sign-in").id == "sign-in"
    with pytest.raises(KeyError):
        steps.by_id("no-such-page")


@pytest.mark.parametrize("route", [Route.MARKETPLACE, Route.SAAS, Route.FORGE])
@pytest.mark.parametrize("step", steps.ALL, ids=lambda step: step.id)
def test_no_page_sends_to_itself_or_to_a_file(step, route) -> None:
    title = str({**START, **TITLES}[step.id])
    for answers in (Answers().with_(route=route), GOOD.with_(route=route)):
        for finding in step.problems(answers):
            said = render(finding.fix_on(step.id))
            assert f"the page {title}" not in said
            assert "answers file" not in said
            assert finding.fix_on("another") == finding.fix
