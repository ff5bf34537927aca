"""The pictures of the page Monitor contradict neither themselves nor what the program would say."""

from datetime import UTC, date, datetime

import pytest

from wizard.checks.gitlab_token import SOON_DAYS
from wizard.domain.answers import Answers
from wizard.domain.gitlab import TokenInfo
from wizard.monitor.expiries import expiries
from wizard.monitor.roots import fold, key_of
from wizard.ui.sample_monitor import NOW, STATES
from wizard.ui.sample_values import ANSWERS, SIGNED_IN


def _says(state: str, code: str) -> list[str]:
    return [one.facts["days"] for one in STATES[state].findings if one.code == code]


@pytest.mark.parametrize("state", STATES)
def test_a_token_that_ends_within_the_week_is_warned_of_and_no_other(state):
    ends = [one.days for one in STATES[state].expiries if one.code == "gitlab-token"]
    assert _says(state, "gitlab-token-expires-soon") == [str(days) for days in ends if days < SOON_DAYS]


@pytest.mark.parametrize("state", STATES)
def test_days_are_those_that_the_monitor_counts(state):
    now, noted = STATES[state].at, {one.code: one for one in STATES[state].expiries}
    if not noted:
        return
    token, jira = noted["gitlab-token"], noted["jira-token"]
    day = datetime.fromtimestamp(token.at, UTC).date()
    answers = Answers().with_(
        jira_url=jira.what, jira_token_expires=datetime.fromtimestamp(jira.at, UTC).date().isoformat()
    )
    counted = expiries(
        answers, {"gitlab.token": TokenInfo("wizard", ("api",), day, active=True)}, "gitlab.example.com", now
    )
    assert [one for one in counted if not one.harmless] == [token, jira]


def test_the_token_of_the_sign_in_ends_on_the_same_day_as_that_of_the_monitor():
    (token,) = (one for one in STATES["flowing"].expiries if one.code == "gitlab-token")
    assert datetime.fromtimestamp(token.at, UTC).date() == date.fromisoformat(SIGNED_IN.expires)
    assert ANSWERS.gitlab.url.endswith(token.what.partition(", ")[2])


@pytest.mark.parametrize("state", STATES)
def test_alarms_are_the_causes_and_name_what_follows_from_them(state):
    shown = STATES[state]
    if not shown.alarms:
        return
    folded = fold(shown.findings, {}, reached=("gitlab.example.com",))
    told = {(one.code, one.subject): one.effects for one in shown.alarms}
    assert told == {key_of(one): folded.effects[key_of(one)] for one in folded.roots}
    assert all(one.raised_at <= one.changed_at <= NOW for one in shown.alarms)
