"""The report: what the journal told, in words; nothing is claimed that is not there."""

from dataclasses import replace

import pytest

from wizard.documents.report import report
from wizard.documents.sheet import as_html, as_markdown
from wizard.domain.route import Route
from wizard.journey.values import Forecast, Mark, Proof
from wizard.ui import sample_values
from wizard.ui.sample_archive import TOLD

PROVEN = Proof(
    True, tuple(replace(hop, mark=Mark.OK) for hop in sample_values.HOPS), "PLAT-214-connection-proof", 3010.0
)


def _text(told=TOLD, forecast=None) -> str:
    return as_markdown(report(told, 1_795_192_920.0, "gitlab-jira-wizard 0.1.0", forecast))


def test_it_tells_changes_tasks_checks_and_how_to_undo():
    text = _text()
    assert "Create OAuth application" in text
    assert "seen done" in text
    assert "gitlab-token-expires-soon" in text
    assert f"gitlab-jira-wizard undo --session {TOLD.session}" in text


def test_without_a_proof_it_says_not_proven():
    assert "Not proven" in _text()


def test_with_a_proof_it_names_branch_and_times():
    text = _text(replace(TOLD, proof=PROVEN))
    assert "PLAT-214-connection-proof" in text
    assert "1960 ms" in text
    assert "Not proven" not in text


def test_the_forecast_is_in_it_where_it_is_known():
    assert "214 projects" in _text(forecast=Forecast(214, 11))
    assert "First sync" not in _text()


def test_a_session_that_did_nothing_says_so():
    text = _text(replace(TOLD, changes=(), tasks=(), checks=()))
    assert "changed nothing" in text
    assert "nothing to undo" in text
    assert "undo --session" not in text


@pytest.mark.parametrize("state", ["done", "failed", "unsure", "undone", "left"])
def test_every_state_of_a_change_has_words(state):
    changes = tuple(replace(change, state=state) for change in TOLD.changes)
    assert "|  |" not in _text(replace(TOLD, changes=changes)).partition("## Changes")[2].partition("##")[0]


def test_hostile_names_are_text_in_both_formats():
    answers = sample_values.ANSWERS.with_(groups_paths=("<script>x</script>", "a|b"))
    told = replace(TOLD, answers=answers)
    assert "<script>" not in as_html(report(told, 0.0, "p"))
    assert r"\<script\>" in as_markdown(report(told, 0.0, "p"))


def test_on_gitlab_com_it_says_that_only_the_test_wrote_there():
    answers = sample_values.ANSWERS.with_(gitlab_url="https://gitlab.com", route=Route.SAAS)
    text = _text(replace(TOLD, answers=answers, changes=()))
    assert "On GitLab.com the wizard changes nothing" in text


def test_a_finding_that_was_skipped_stands_there_with_its_reason():
    skipped = replace(TOLD.checks[1], skipped="renewed | every Monday")
    assert "skipped: renewed" in _text(replace(TOLD, checks=(TOLD.checks[0], skipped)))
    assert "skipped" not in _text()
