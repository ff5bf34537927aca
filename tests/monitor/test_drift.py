from wizard.domain.answers import Answers
from wizard.domain.gitlab import Metadata
from wizard.domain.jira import App
from wizard.domain.route import Route
from wizard.domain.url import parse
from wizard.domain.version import Version
from wizard.monitor import drift

ANSWERS = Answers(route=Route.MARKETPLACE)
OWN = parse("https://gitlab.example.com")
KEY = "gitlab-jira-connect-gitlab.com"


def _seen(before: drift.State | None = None, **heard: object) -> drift.State:
    named = {name.replace("_", ".", 1): value for name, value in heard.items()}
    return drift.seen(ANSWERS, OWN, named, before or {})


def test_settings_version_and_app_are_taken_from_what_was_asked_anyway():
    state = _seen(
        gitlab_settings={"jira_connect_proxy_url": "https://gitlab.com", "silent_mode_enabled": False, "signup": True},
        gitlab_metadata=Metadata(Version.parse("18.5.0"), "18.5.0-ee", enterprise=True),
        jira_apps=(App(key=KEY, name="GitLab", version="1.2", enabled=True),),
    )
    assert state == {
        "jira_connect_proxy_url": "https://gitlab.com",
        "silent_mode_enabled": "false",
        "gitlab-version": "18.5.0-ee",
        "app": "1.2 enabled",
    }


def test_what_was_not_asked_stays_as_it_was_seen():
    assert _seen({"gitlab-version": "18.5.0-ee"}) == {"gitlab-version": "18.5.0-ee"}


def test_a_change_is_told_with_what_was_before_and_after():
    before = _seen(gitlab_settings={"silent_mode_enabled": False})
    now = _seen(before, gitlab_settings={"silent_mode_enabled": True})
    told = [(one.subject, one.before, one.after) for one in drift.events(before, now, 1.0)]
    assert told == [("silent_mode_enabled", "false", "true")]


def test_what_is_seen_for_the_first_time_is_no_change():
    assert drift.events({}, _seen(gitlab_settings={"silent_mode_enabled": True}), 1.0) == ()


def test_a_setting_that_is_not_as_the_journal_confirmed_it_is_a_finding_until_it_is_again():
    confirmed = {"jira_connect_proxy_url": "https://gitlab.com"}
    other = _seen(gitlab_settings={"jira_connect_proxy_url": "https://elsewhere.example"})
    (found,) = drift.from_journal(confirmed, other, "gitlab.example.com")
    assert (found.code, found.facts["before"], found.facts["after"]) == (
        "gitlab-settings-drift",
        "https://gitlab.com",
        "https://elsewhere.example",
    )
    as_set = _seen(gitlab_settings={"jira_connect_proxy_url": "https://gitlab.com"})
    assert drift.from_journal(confirmed, as_set, "gitlab.example.com") == ()


def test_without_a_journal_nothing_can_differ_from_it():
    assert drift.from_journal({}, _seen(gitlab_settings={"silent_mode_enabled": True}), "gitlab.example.com") == ()
