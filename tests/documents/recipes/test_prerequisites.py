"""Prerequisites and commands: each way has its rows, what was seen stands in them, and no name breaks a command."""

import shlex
import shutil
import subprocess
from dataclasses import replace

import pytest

from wizard import checks
from wizard.documents import recipes
from wizard.documents.recipes import Case, by_id, case_of
from wizard.documents.recipes._rows import rows
from wizard.documents.sheet import as_markdown
from wizard.domain.answers import Answers, GitLabAnswers, JiraAnswers
from wizard.domain.findings import SeenFrom
from wizard.domain.jira_integration import IntegrationAnswers
from wizard.domain.route import Route
from wizard.domain.text import T
from wizard.domain.url import parse
from wizard.journey.mark import Mark
from wizard.journey.telling import ToldCheck


def _case(route: Route = Route.MARKETPLACE, url: str = "https://gitlab.example.com") -> Case:
    return case_of(Answers(route, GitLabAnswers(url), JiraAnswers("https://acme.atlassian.net")))


def _seen(check: str, mark: Mark, *codes: str) -> ToldCheck:
    return ToldCheck(check, T(check), mark, SeenFrom.DESKTOP, codes, 0.0)


def _said(case: Case) -> str:
    return as_markdown(by_id("prerequisites").make(case))


def test_every_check_that_a_row_names_exists():
    named = {check for route in Route for row in rows(_case(route)) for check in row.checks}
    assert named <= {check.id for check in checks.ALL}


@pytest.mark.parametrize(
    ("route", "has", "has_not"),
    [
        (Route.MARKETPLACE, ("15.7", "publicly available", "GitLab reaches GitLab.com"), ("read the descriptor",)),
        (Route.MANUAL, ("publicly available", "read the descriptor"), ("15.7", "GitLab reaches GitLab.com")),
        (Route.SAAS, ("site administrator", "Maintainer"), ("publicly available", "gitlab-rails")),
    ],
)
def test_each_way_has_the_prerequisites_of_its_document(route, has, has_not):
    text = _said(_case(route))
    assert not [words for words in has if words not in text]
    assert not [words for words in has_not if words in text]


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ((), "not looked at yet"),
        ((_seen("gitlab-version", Mark.OK),), "holds, as far as this computer sees"),
        ((_seen("gitlab-version", Mark.FAILED, "gitlab-too-old"),), "does not hold: gitlab-too-old"),
        ((_seen("gitlab-version", Mark.WARNING, "gitlab-old"),), "to look at: gitlab-old"),
        ((_seen("gitlab-version", Mark.SKIPPED),), "not looked at yet"),
    ],
)
def test_a_row_says_what_the_checks_saw_of_it(seen, said):
    (row,) = [line for line in _said(replace(_case(), seen=seen)).splitlines() if line.startswith("| GitLab 15.7")]
    assert said in row.replace("\\", "")


def test_what_no_check_can_see_says_so_and_has_a_command():
    blind = [row for row in rows(_case()) if not row.checks]
    assert len(blind) >= 5
    assert all(row.command for row in blind)


@pytest.mark.parametrize("url", ["https://gitlab.example.com", "https://[2001:db8::1]:8443/gitlab"])
def test_every_command_is_read_by_a_shell_as_words(url):
    for route in Route:
        for row in rows(_case(route, url)):
            assert not row.command or shlex.split(row.command)


def test_a_path_with_quotes_and_substitutions_stays_one_word():
    case = _case(Route.MANUAL, "https://example.com/it's;$(id)&y")
    (row,) = [row for row in rows(case) if "app_descriptor.json" in row.command]
    assert shlex.split(row.command)[-1] == "https://example.com/it's;$(id)&y/-/jira_connect/app_descriptor.json"


def test_the_script_for_the_host_is_read_by_sh_and_holds_only_commands_of_the_host():
    shell = shutil.which("sh")
    assert shell is not None
    section = by_id("gitlab-host").make(_case()).sections[0]
    done = subprocess.run([shell, "-n"], input=section.code, text=True, capture_output=True, timeout=30, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "events/installed" not in section.code
    assert section.file_name.endswith(".sh")


def test_an_address_is_not_sent_as_a_server_name():
    commands = " ".join(row.command for row in rows(_case(url="https://192.0.2.7")))
    assert "-servername" not in commands
    assert "-connect 192.0.2.7:443" in commands


def test_names_that_are_missing_are_examples_and_said_to_be():
    assert "Names are examples" in _said(case_of(Answers()))
    assert "Names are examples" not in _said(_case())


def test_the_integration_alone_needs_its_user_and_its_jira_and_nothing_of_the_app():
    wanted = IntegrationAnswers(scope="project", web_url="https://jira.example.com/jira")
    said = _said(case_of(Answers(Route.INTEGRATION, GitLabAnswers("https://gitlab.example.com"), integration=wanted)))
    assert "https://jira.example.com/jira/rest/api/2/serverInfo" in said
    assert "may see, comment and link issues" in said
    assert all(
        of_the_app not in said for of_the_app in ("links the groups", "The app is installed", "Names are examples")
    )


def test_a_jira_of_the_integration_beside_the_app_is_asked_from_the_host_but_for_gitlab_com():
    wanted = IntegrationAnswers(scope="project", web_url="https://jira.example.com")
    beside = _case(Route.MARKETPLACE)
    said = _said(replace(beside, called=parse(wanted.web_url)))
    assert "https://jira.example.com/rest/api/2/serverInfo" in said
    on_gitlab_com = replace(_case(Route.SAAS, "https://gitlab.com"), called=parse(wanted.web_url))
    assert "serverInfo" not in _said(on_gitlab_com)


def test_every_recipe_of_every_way_can_be_made():
    for route in Route:
        case = _case(route)
        for recipe in recipes.fitting(case):
            assert as_markdown(recipe.make(case)).startswith("# ")


def test_with_jira_server_there_is_none():
    assert recipes.fitting(_case(Route.DVCS)) == ()
