import shlex
import shutil
import subprocess

import pytest

from wizard.documents.rails_lines import as_lines, quoted
from wizard.domain.answers import Answers
from wizard.domain.text import T
from wizard.journey.values import Plan, PlanRow

NASTY = """it's #{`id`} $(id) "q" \\ \\' \n end"""


def _row(change: str, request: str, **after: object) -> PlanRow:
    return PlanRow(change, T("Set it"), T("Admin area"), {}, after, (), (), True, request)


ROWS = (
    _row("gitlab-oauth-application", "POST /api/v4/applications", name=NASTY, confidential=False),
    _row(
        "gitlab-application-id", "PUT /api/v4/application/settings",
        jira_connect_application_key="gitlab-oauth-application.application_id",
    ),
    _row("gitlab-proxy-url", "PUT /api/v4/application/settings", jira_connect_proxy_url=None),
    _row("jira-app-install", "POST /rest/plugins/1.0/", key="k"),
)  # fmt: skip


def test_each_change_of_gitlab_is_one_line_of_a_shell() -> None:
    lines = [one for one in as_lines(Plan(Answers(), ROWS)).splitlines() if not one.startswith("#")]
    words = [shlex.split(one) for one in lines]
    assert [one[:3] for one in words] == [["sudo", "gitlab-rails", "runner"]] * 3
    assert all(len(one) == 4 for one in words)
    assert "s.update!(jira_connect_proxy_url: nil)" in words[2][3]
    assert "Doorkeeper.config.application_model.where(name: 'it\\'s" in words[1][3]
    assert "trusted: false" in words[0][3]
    assert "'organization_id') ? { organization_id: 1 } : {}" in words[0][3], "only newer releases have it"


def test_what_no_console_can_do_stands_as_a_note() -> None:
    assert "#    not by this console: POST /rest/plugins/1.0/" in as_lines(Plan(Answers(), ROWS))


@pytest.mark.parametrize("text", ["", "plain", "it's", "\\", "\\'", "#{1}", "\n", NASTY])
def test_a_text_is_a_literal_in_which_nothing_is_run(text: str) -> None:
    written = quoted(text)
    assert written[0] == written[-1] == "'"
    inner = written[1:-1].replace("\\\\", "").replace("\\'", "")
    assert "'" not in inner
    assert "\\" not in inner
    ruby = shutil.which("ruby")
    if ruby is not None:
        said = subprocess.run([ruby, "-e", f"print {written}"], capture_output=True, text=True, check=True).stdout
        assert said == text.replace("\n", " ").strip()
