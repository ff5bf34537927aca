from datetime import UTC, date, datetime

import pytest

from wizard.domain.answers import Answers
from wizard.domain.gitlab import Metadata, TokenInfo
from wizard.domain.network import Certificate, TlsReport
from wizard.domain.route import Route
from wizard.domain.version import Version
from wizard.monitor.expiries import dated, expiries
from wizard.monitor.values import Expiry

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp()
DAY_S = 86_400.0


def _of(answers: Answers | None = None, **heard: object) -> dict[str, int]:
    named = {name.replace("_", "."): value for name, value in heard.items()}
    found = expiries(answers or Answers(route=Route.MARKETPLACE), named, "gitlab.example.com", NOW)
    return {one.code: one.days for one in found if not one.harmless}


def test_a_token_ends_at_the_beginning_of_its_day():
    token = TokenInfo("wizard", ("api",), date(2026, 11, 24), active=True)
    assert _of(gitlab_token=token) == {"gitlab-token": 2}
    begun = TokenInfo("wizard", ("api",), date(2026, 11, 22), active=True)
    assert _of(gitlab_token=begun) == {"gitlab-token": -1}


def test_a_token_without_an_end_is_not_named():
    assert _of(gitlab_token=TokenInfo("wizard", ("api",), None, active=True)) == {}


def test_a_certificate_ends_when_it_says():
    end = datetime(2026, 12, 22, 11, tzinfo=UTC)
    leaf = Certificate(
        "gitlab.example.com", "R11", datetime(2026, 1, 1, tzinfo=UTC), end, "ab", ("gitlab.example.com",)
    )
    assert _of(**{"probe_tls:gitlab.example.com": TlsReport((leaf,), "TLSv1.3", complete=True)}) == {
        "certificate:gitlab.example.com": 29
    }


@pytest.mark.parametrize("route", [Route.MANUAL, Route.LISTING, Route.PROXY, Route.LEAF])
def test_connect_ends_for_an_app_of_ones_own_and_for_who_stands_behind_its_proxy(route):
    assert _of(Answers(route=route)) == {"connect-support": 39}


@pytest.mark.parametrize("route", [Route.MARKETPLACE, Route.SAAS])
def test_the_end_of_connect_is_only_told_of_the_app_from_the_marketplace_and_never_warned_of(route):
    (end,) = expiries(Answers(route=route), {}, "gitlab.example.com", NOW)
    assert (end.code, end.days, end.harmless) == ("connect-official", 39, True)
    later = expiries(Answers(route=route), {}, "gitlab.example.com", NOW + 20 * DAY_S)
    assert dated(later, {}, NOW + 20 * DAY_S) == ([], {})
    assert expiries(Answers(route=route), {}, "gitlab.example.com", NOW + 40 * DAY_S) == ()


def test_a_version_of_gitlab_ends_with_the_third_release_after_it():
    metadata = Metadata(Version(19, 4), "19.4.1-ee", enterprise=True)
    assert _of(gitlab_metadata=metadata) == {"gitlab-support": 24}


def test_the_certificate_of_another_host_is_named_after_it():
    end = datetime(2026, 12, 22, 11, tzinfo=UTC)
    leaf = Certificate("jira.example.org", "R11", datetime(2026, 1, 1, tzinfo=UTC), end, "ab", ("jira.example.org",))
    assert _of(**{"probe_tls:jira.example.org": TlsReport((leaf,), "TLSv1.3", complete=True)}) == {
        "certificate:jira.example.org": 29
    }


def test_the_jira_token_ends_with_the_day_that_was_noted_of_it():
    noted = Answers(route=Route.MARKETPLACE).with_(jira_token_expires="2026-11-28")
    assert _of(noted) == {"jira-token": 6}
    (told,), _said = dated(expiries(noted, {}, "gitlab.example.com", NOW), {}, NOW)
    assert (told.subject, told.before, told.after) == ("jira-token", "6", "2026-11-28")


def test_on_its_last_day_a_noted_token_ends_today_and_on_the_next_it_has_ended():
    noted = Answers(route=Route.MARKETPLACE).with_(jira_token_expires="2026-11-22")
    assert _of(noted) == {"jira-token": 0}
    assert _of(noted.with_(jira_token_expires="2026-11-21")) == {"jira-token": -1}


@pytest.mark.parametrize("day", ["", "soon", "20261128"])
def test_a_day_that_cannot_be_read_ends_nothing(day):
    assert _of(Answers(route=Route.MARKETPLACE).with_(jira_token_expires=day)) == {}


def test_where_the_integration_stands_alone_its_own_token_ends_and_no_other():
    alone = Answers(route=Route.INTEGRATION).with_(
        jira_token_expires="2026-11-28", integration_scope="project", integration_token_expires="2026-12-01"
    )
    assert _of(alone) == {"integration-token": 9}


@pytest.mark.parametrize(("days", "said"), [(31, []), (30, ["30"]), (7, ["7"]), (1, ["1"]), (-2, ["-2"])])
def test_it_is_said_30_days_7_days_and_1_day_before(days, said):
    events, _ = dated([Expiry("gitlab-token", "wizard", NOW + days * DAY_S, days)], {}, NOW)
    assert [one.before for one in events] == said


def test_the_same_warning_is_said_once():
    said: dict[str, int] = {}
    told = []
    for days in range(40, -2, -1):
        events, said = dated([Expiry("gitlab-token", "wizard", NOW + days * DAY_S, days)], said, NOW)
        told += [one.before for one in events]
    assert told == ["30", "7", "1"]


def test_what_was_renewed_is_said_again_when_it_ends_again():
    _, said = dated([Expiry("gitlab-token", "wizard", NOW, 7)], {}, NOW)
    _, said = dated([Expiry("gitlab-token", "wizard", NOW, 365)], said, NOW)
    events, _ = dated([Expiry("gitlab-token", "wizard", NOW, 7)], said, NOW)
    assert [one.code for one in events] == ["expiry"]
