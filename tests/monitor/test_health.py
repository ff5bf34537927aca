from collections.abc import Collection, Sequence
from dataclasses import replace

import pytest

from tests.monitor.rounds import finding
from wizard.checks import by_id
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, Severity
from wizard.domain.route import Route
from wizard.monitor import paces
from wizard.monitor.health import Answered, Health

_HOUR_S = 3600.0
_IDS = ("network-name", "network-connect", "tls-certificate", "gitlab-reachable", "gitlab-token", "gitlab-admin",
        "gitlab-settings", "gitlab-oauth-application", "jira-site", "jira-user", "jira-admin", "jira-app")  # fmt: skip


class World:
    """Answers checks, and remembers which were asked."""

    def __init__(self) -> None:
        self.wrong: dict[str, Finding] = {}
        self.asked: list[list[str]] = []
        self.health = Health([by_id(name) for name in _IDS], self.ask)

    async def ask(self, wanted: Collection[str]) -> Sequence[Answered]:
        self.asked.append(sorted(wanted))
        return [Answered(name, (self.wrong[name],) if name in self.wrong else ()) for name in wanted]

    def every(self) -> set[str]:
        return {name for names in self.asked for name in names}


async def test_everything_is_asked_when_somebody_wants_to_know_at_once():
    world = World()
    seen = await world.health.look(0.0, everything=True)
    assert seen.asked == set(_IDS)
    assert seen.findings == ()


async def test_what_one_request_tells_is_asked_in_every_round():
    world = World()
    for minute in range(5):
        await world.health.look(minute * 60.0)
    assert all({"gitlab-settings", "jira-app"} <= set(names) for names in world.asked)


async def test_every_check_gets_its_turn_within_half_an_hour():
    world = World()
    for minute in range(30):
        await world.health.look(minute * 60.0)
    assert world.every() == set(_IDS)


async def test_no_round_asks_for_more_than_it_has_room():
    world = World()
    for minute in range(60):
        await world.health.look(minute * 60.0, room=3)
    others = [[name for name in names if paces.every_s(name)] for names in world.asked]
    assert max(sum(paces.cost(name) for name in names) for names in others) <= 4


async def test_a_check_that_was_just_asked_waits_for_its_pace():
    world = World()
    await world.health.look(0.0, everything=True)
    await world.health.look(60.0)
    assert set(world.asked[1]) == {"gitlab-settings", "jira-app"}
    await world.health.look(_HOUR_S + 60.0)
    assert len(world.asked[2]) > 2


async def test_what_blocks_has_the_cause_looked_for_in_the_same_round():
    world = World()
    await world.health.look(0.0, everything=True)
    world.wrong["gitlab-settings"] = finding("gitlab-silent-mode", "gitlab-settings")
    seen = await world.health.look(60.0)
    assert {"gitlab-admin", "gitlab-token", "gitlab-reachable", "network-connect"} <= seen.asked


async def test_a_side_that_cannot_be_reached_has_the_other_one_asked():
    world = World()
    await world.health.look(0.0, everything=True)
    world.wrong["jira-app"] = finding("network-timeout", "jira-app", host="acme.atlassian.net")
    seen = await world.health.look(60.0)
    assert {"network-name", "network-connect", "jira-site"} <= seen.asked


async def test_what_has_to_be_confirmed_is_asked_again_with_what_it_needs():
    world = World()
    await world.health.look(0.0, everything=True)
    seen = await world.health.look(60.0, again=("gitlab-oauth-application",))
    assert {"gitlab-oauth-application", "gitlab-admin"} <= seen.asked


async def test_a_check_that_met_a_failed_call_was_asked_and_could_not_tell():
    world = World()
    world.wrong["gitlab-settings"] = finding("network-timeout", "gitlab-settings")
    seen = await world.health.look(0.0)
    assert "gitlab-settings" in seen.asked
    assert "gitlab-settings" not in seen.told


async def test_what_was_found_stands_until_its_check_is_asked_again():
    world = World()
    world.wrong["tls-certificate"] = finding(
        "tls-certificate-expires-soon", "tls-certificate", severity=Severity.WARNING
    )
    await world.health.look(0.0, everything=True)
    world.wrong.clear()
    assert [one.code for one in (await world.health.look(60.0)).findings] == ["tls-certificate-expires-soon"]
    assert (await world.health.look(120.0, again=("tls-certificate",))).findings == ()


async def test_an_app_that_is_gone_blocks_once_it_was_there():
    world = World()
    world.wrong["jira-app"] = finding("jira-app-missing", "jira-app", severity=Severity.ADVICE)
    seen = await world.health.look(0.0)
    assert [(one.code, one.severity) for one in seen.findings] == [("jira-app-missing", Severity.BLOCKER)]


@pytest.mark.parametrize(("scopes", "severity"), [("read_api", Severity.ADVICE), ("read_user", Severity.BLOCKER)])
async def test_a_token_that_reads_is_enough_to_watch(scopes, severity):
    world = World()
    facts = {"host": "gitlab.example.com", "scopes": scopes, "missing": "api"}
    world.wrong["gitlab-token"] = replace(finding("gitlab-token-scope-missing", "gitlab-token"), facts=facts)
    seen = await world.health.look(0.0, everything=True)
    assert [one.severity for one in seen.findings] == [severity]


def test_nothing_that_sends_a_post_is_repeated():
    answers = Answers(route=Route.MARKETPLACE)
    assert paces.watched(answers)
    assert not any(check.posts for check in paces.watched(answers))


def test_every_name_with_a_pace_or_a_cost_is_a_check():
    known = {check.id for check in paces.checks.ALL}
    named = {*paces._EVERY_ROUND, *paces._SELDOM, *paces._ONLY_BEFORE, *paces._COSTS}
    assert named <= known


@pytest.mark.parametrize("check", ["jira-token-expiry", "integration-token-expiry"])
def test_a_check_that_only_looks_at_a_calendar_takes_nobodys_turn(check):
    assert paces.cost(check) == 0
