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


INTEGRATION = _row(
    "gitlab-jira-integration:project:platform/app",
    "PUT /api/v4/projects/platform%2Fapp/integrations/jira",
    url="https://acme.atlassian.net",
    username="it's dana",
    jira_auth_type=0,
    project_keys=["PLAT", "OPS"],
    comment_on_event_enabled=False,
    password="new",
)


@pytest.fixture
def bodies(tmp_path):
    """Return a function that runs a script with a curl that keeps what it is piped, and gives each body."""
    (tmp_path / "curl").write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" >>{tmp_path}/args\ncat >>{tmp_path}/bodies\n")
    (tmp_path / "jq").write_text(
        "#!/usr/bin/env python3\n# Stands for jq where it is not installed: puts what it is piped beside the fields.\n"
        "import json, sys\n"
        "fields = json.loads(sys.argv[sys.argv.index('--argjson') + 2])\n"
        "print(json.dumps({**fields, 'password': sys.stdin.read()}))\n"
    )
    for name in ("curl", "jq"):
        (tmp_path / name).chmod(0o755)

    def run(script: str, typed: str = "") -> list[dict[str, object]]:
        bash = shutil.which("bash")
        assert bash is not None
        environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "GITLAB_TOKEN": "canary-of-the-token"}
        subprocess.run(
            [bash, "-c", script], env=environment, input=typed.encode(), check=True, timeout=30, capture_output=True
        )
        assert typed.split("\n")[0] == "" or typed.split("\n")[0] not in (tmp_path / "args").read_text()
        text = (tmp_path / "bodies").read_text().replace("}{", "}\n{")
        return [json.loads(line) for line in text.splitlines()]

    return run


def test_a_password_is_asked_for_once_a_user_and_never_its_mark_is_sent(bodies):
    second = replace(INTEGRATION, id="gitlab-jira-integration:project:platform/web")
    sent = bodies(plan_export.as_script(_plan(INTEGRATION, second)), typed="it's \\ a secret\n")
    assert sent[0] == {**INTEGRATION.after, "password": "it's \\ a secret"}
    assert sent[1] == sent[0]


def test_where_settings_of_its_own_are_there_only_what_leads_to_jira_and_what_differs_is_sent(bodies):
    row = replace(INTEGRATION, before={**INTEGRATION.after, "project_keys": []})
    del row.before["password"]
    (sent,) = bodies(plan_export.as_script(_plan(row)), typed="secret\n")
    assert set(sent) == {"url", "username", "jira_auth_type", "project_keys", "password"}


def test_a_place_that_is_to_inherit_needs_no_password(bodies):
    row = replace(INTEGRATION, after={"use_inherited_settings": True})
    (sent,) = bodies(plan_export.as_script(_plan(row)))
    assert (sent["use_inherited_settings"], sent["password"]) == (True, "")


def test_a_place_that_was_left_is_not_in_the_script():
    assert "integrations/jira" not in plan_export.as_script(_plan(replace(INTEGRATION, state="left")))
