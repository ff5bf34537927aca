"""The plan as files: the shape of `run --json`, Markdown, and a script that a shell can run."""

import itertools
import json
import shutil
import subprocess
from dataclasses import replace

import pytest

from wizard.documents import plan_export
from wizard.domain.answers import Answers, GitLabAnswers
from wizard.domain.text import T
from wizard.journey.values import Plan, PlanRow
from wizard.ui import sample_values

NASTY = """it's $(touch /tmp/gjw-x) `id` "q" \\ !! ;"""


def _row(change: str, request: str, **after: object) -> PlanRow:
    return PlanRow(change, T("Set it"), T("Admin area"), {}, after, (), (), True, request)


def _plan(*rows: PlanRow, url: str = "https://gitlab.example.com") -> Plan:
    return Plan(Answers(gitlab=GitLabAnswers(url)), rows, session="20261122-000000-abc")


APPLICATION = _row(
    "gitlab-oauth-application",
    "POST /api/v4/applications",
    name=NASTY,
    redirect_uri="https://gitlab.com/-/jira_connect/oauth_callbacks",
    confidential=False,
)
ID = _row(
    "gitlab-application-id",
    "PUT /api/v4/application/settings",
    jira_connect_application_key="gitlab-oauth-application.application_id",
)
CLEAR = _row("gitlab-proxy-url", "PUT /api/v4/application/settings", jira_connect_proxy_url=None)


def test_the_json_has_the_keys_of_run_json_and_of_a_change():
    document = json.loads(plan_export.as_json(_plan(APPLICATION)))
    assert set(document) == {"format", "session", "route", "plan", "applied", "findings", "waiting", "proof"}
    (change,) = document["plan"]
    assert set(change) == {"id", "change", "where", "before", "after", "reversible", "request", "state"}
    assert change["after"]["name"] == NASTY


def test_the_text_names_each_change_and_each_task():
    text = plan_export.as_text(replace(_plan(*sample_values.PLAN_ROWS), tasks=sample_values.TASKS))
    assert "Create OAuth application" in text
    assert "Sign in and link 3 groups" in text


CURL = """#!/bin/sh
# Stands for curl: notes what it would send, and answers as GitLab does. The token must not be among its arguments.
for word in "$@"; do printf '%s\\n' "$word" >>"$SENT"; done
printf -- '--\\n' >>"$SENT"
case "$*" in *applications*) printf '{"application_id": "made-here"}' ;; *) printf '{}' ;; esac
"""


@pytest.fixture
def sent(tmp_path):
    """Return a function that runs a script with a curl that only notes, and gives the arguments of each call."""
    (tmp_path / "curl").write_text(CURL)
    (tmp_path / "curl").chmod(0o755)
    (tmp_path / "jq").write_text('#!/bin/sh\nsed -n \'s/.*"application_id": "\\([^"]*\\)".*/\\1/p\'\n')
    (tmp_path / "jq").chmod(0o755)
    log = tmp_path / "sent"

    def run(script: str) -> list[list[str]]:
        bash = shutil.which("bash")
        assert bash is not None
        environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "SENT": str(log), "GITLAB_TOKEN": "canary-of-the-token"}
        subprocess.run([bash, "-c", script], env=environment, check=True, timeout=30, capture_output=True)
        calls = log.read_text().split("--\n")
        return [call.splitlines() for call in calls if call]

    return run


def _fields(call: list[str]) -> dict[str, str]:
    return dict(field.split("=", 1) for before, field in itertools.pairwise(call) if before == "--data-urlencode")


def test_the_script_sends_each_change_as_it_stands_whatever_letters_it_has(sent):
    calls = sent(plan_export.as_script(_plan(APPLICATION, ID, CLEAR)))
    assert _fields(calls[0]) == {
        "name": NASTY,
        "redirect_uri": "https://gitlab.com/-/jira_connect/oauth_callbacks",
        "confidential": "false",
    }
    assert [call[call.index("-X") + 1] for call in calls] == ["POST", "PUT", "PUT", "GET"]


def test_the_script_puts_in_what_an_earlier_call_made(sent):
    calls = sent(plan_export.as_script(_plan(APPLICATION, ID)))
    assert _fields(calls[1]) == {"jira_connect_application_key": "made-here"}


def test_the_script_clears_a_field_by_an_empty_value(sent):
    calls = sent(plan_export.as_script(_plan(CLEAR)))
    assert _fields(calls[0]) == {"jira_connect_proxy_url": ""}


def test_no_call_of_the_script_has_the_token_among_its_arguments(sent):
    calls = sent(plan_export.as_script(_plan(APPLICATION, ID)))
    assert not [word for call in calls for word in call if "canary-of-the-token" in word]


def test_the_address_of_the_script_is_one_word_of_the_shell(sent):
    calls = sent(plan_export.as_script(_plan(CLEAR, url="https://gitlab.example.com/it's;$(id)")))
    assert calls[0][-1] == "https://gitlab.example.com/it's;$(id)/api/v4/application/settings"


def test_what_is_no_call_of_gitlab_stands_as_a_note():
    script = plan_export.as_script(_plan(_row("jira-app-install", "POST /rest/plugins/1.0/", uri="x")))
    assert "call POST" not in script
    assert "#    POST /rest/plugins/1.0/" in script


def test_what_is_done_already_is_not_sent_again():
    assert "call PUT" not in plan_export.as_script(_plan(replace(CLEAR, state="done")))


def test_a_title_with_a_line_break_stays_a_comment():
    row = replace(CLEAR, title=T("Set\nrm -rf x"))
    lines = plan_export.as_script(_plan(row)).splitlines()
    assert [line for line in lines if "rm -rf" in line] == ["# 1. Set rm -rf x (Admin area)"]
