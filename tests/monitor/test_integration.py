"""The Jira issue integration is watched: its places against what was set, and mentions until their issue shows them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.journey.fake_account import FakeAccount
from tests.journey.fake_integrations import BLANK, Stored
from tests.monitor.fakes import HOME, START, FlowGitLab, Sides
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.flow import Item, Kind
from wizard.domain.jira_account import Comment, RemoteLink
from wizard.domain.jira_integration import JiraIntegration, Scope
from wizard.domain.route import Route
from wizard.monitor.budget import Budget
from wizard.monitor.flow import Look
from wizard.monitor.flow_source import NoFlow
from wizard.monitor.in_force import InForce
from wizard.monitor.integration_flow import IntegrationFlow
from wizard.monitor.integration_words import changes_words
from wizard.monitor.values import Integration, Light, PlaceChange

PLACE = Scope("project", "platform/app")
SET = {"url": "https://acme.atlassian.net", "username": "dana@acme.example"}
SHA = "c0ffee" + "0" * 34
SAVED = START - 3600.0


@dataclass
class SavedGitLab(FlowGitLab):
    """Tells when a place was saved."""

    async def jira_integration(self, scope: Scope) -> JiraIntegration | None:
        found = await super().jira_integration(scope)
        saved = datetime.fromtimestamp(SAVED, UTC).isoformat().replace("+00:00", "Z")
        return None if found is None else replace(found, updated_at=saved)


@dataclass
class Watched:
    """A project with the integration, an account of Jira, and what looks at both."""

    sides: Sides = field(default_factory=lambda: Sides(gitlab=SavedGitLab()))
    account: FakeAccount = field(default_factory=FakeAccount)
    confirmed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    journal: InForce | None = None

    def __post_init__(self) -> None:
        self.sides.gitlab.integrations_of[PLACE] = Stored({**BLANK, **SET})
        answers = Answers(route=Route.INTEGRATION).with_(
            gitlab_url=HOME,
            integration_scope="project",
            integration_projects=("platform/app",),
            integration_web_url=SET["url"],
            integration_username=SET["username"],
        )
        ports = replace(self.sides.ports, account=self.account)
        clock = self.sides.clock
        self.flow = IntegrationFlow(
            NoFlow(), answers, ports, clock, Budget(clock), confirmed=self.confirmed, every_s=60.0, alone=True,
            journal=self._journal,
        )  # fmt: skip

    async def _journal(self) -> InForce | None:
        return self.journal

    async def rounds(self, number: int = 1) -> Look:
        for _ in range(number):
            self.sides.clock.at += 60.0
            look = await self.flow.look()
        return look

    async def seen(self, number: int = 1) -> Integration:
        found = (await self.rounds(number)).integration
        assert found is not None
        return found

    async def codes(self, number: int = 1) -> list[str]:
        return [one.code for one in (await self.rounds(number)).findings]

    def commit(self, message: str, *, at: float = START) -> str:
        url = f"{HOME}/platform/app/-/commit/{SHA}"
        self.sides.gitlab.items.append(Item(Kind.COMMIT, 1, SHA, (message,), at, url, SHA))
        return url

    def link(self, url: str) -> None:
        self.account.links.append(RemoteLink("1", url, "Commit", "mentioned on"))


async def test_a_place_that_stands_as_it_was_set_raises_nothing():
    watched = Watched()
    assert await watched.codes(3) == []
    assert [(one.place, one.light) for one in (await watched.seen()).places] == [(str(PLACE), Light.OK)]


async def test_the_newest_mention_is_told_with_how_it_is_shown():
    watched = Watched()
    watched.link(watched.commit("PLAT-1 add a thing"))
    seen = await watched.seen()
    assert seen.last is not None
    assert (seen.last.key, seen.last.id, seen.last.shown_as, seen.light) == ("PLAT-1", "c0ffee00", "link", Light.OK)


async def test_only_what_came_in_since_the_first_look_has_a_lag():
    watched = Watched()
    watched.link(watched.commit("PLAT-1 add a thing"))
    assert (await watched.seen(2)).lag.samples == 0
    url = f"{HOME}/platform/app/-/commit/{'b' * 40}"
    watched.sides.gitlab.items.append(
        Item(Kind.COMMIT, 1, "b" * 40, ("PLAT-1 more",), watched.sides.clock.at + 30, url, "b" * 40)
    )
    watched.link(url)
    lag = (await watched.seen()).lag
    assert (lag.samples, lag.median_s) == (1, 30.0)


async def test_a_comment_counts_where_the_link_was_taken_away():
    watched = Watched()
    url = watched.commit("PLAT-1 add a thing")
    watched.account.notes.append(Comment("1", f"mentioned in [a commit|{url}]", "bot"))
    seen = await watched.seen()
    assert seen.last is not None
    assert seen.last.shown_as == "comment"


async def test_a_mention_that_stays_away_is_a_finding_until_it_comes():
    watched = Watched()
    await watched.rounds()
    url = watched.commit("PLAT-1 add a thing", at=START + 60)
    assert await watched.codes(2) == []
    look = await watched.rounds(8)
    assert [one.code for one in look.findings] == ["flow-mentions-missing"]
    assert (look.live.light, look.live.missing) == (Light.BROKEN, 1)
    watched.link(url)
    assert await watched.codes(10) == []


@pytest.mark.parametrize(
    ("message", "at"),
    [("Closes PLAT-1", START), ("PLAT-1 before the settings were saved", SAVED - 60), ("no key at all", START)],
)
async def test_what_need_not_come_is_not_waited_for(message, at):
    watched = Watched()
    watched.commit(message, at=at)
    assert await watched.codes(12) == []


async def test_a_key_that_jira_does_not_know_is_no_gap():
    watched = Watched()
    watched.commit("UTF-8 everywhere")

    async def gone(_key: str) -> list[RemoteLink]:
        raise Refused("http-404")

    watched.account.remote_links = gone
    assert await watched.codes(12) == []


async def test_an_account_that_is_refused_ends_no_round_and_says_nothing_of_mentions():
    watched = Watched()
    watched.commit("PLAT-1 add a thing")

    async def refused(_key: str) -> list[RemoteLink]:
        raise Refused("http-401")

    watched.account.remote_links = refused
    look = await watched.rounds(10)
    assert (look.live.light, [one.code for one in look.findings]) == (Light.UNKNOWN, [])


async def test_a_setting_that_somebody_changed_is_named_with_before_and_after():
    watched = Watched(confirmed={str(PLACE): {**SET, "commit_events": True, "password": "new"}})
    await watched.rounds()
    watched.sides.gitlab.integrations_of[PLACE] = Stored({**BLANK, **SET, "commit_events": False})
    look = await watched.rounds(6)
    assert [(one.code, one.facts["changes"]) for one in look.findings] == [
        ("integration-settings-drift", "Commits that mention an issue: on → off")
    ]
    watched.sides.gitlab.integrations_of[PLACE] = Stored({**BLANK, **SET})
    assert await watched.codes(6) == []


async def test_a_place_that_is_off_is_the_root_of_mentions_that_stay_away():
    watched = Watched()
    await watched.rounds()
    watched.commit("PLAT-1 add a thing", at=START + 60)
    await watched.rounds()
    watched.sides.gitlab.integrations_of[PLACE] = Stored({**BLANK, **SET}, active=False)
    look = await watched.rounds(9)
    assert {one.code: one.root for one in look.findings} == {
        "integration-place-off": "", "flow-mentions-missing": "integration-place-off"
    }  # fmt: skip


async def test_steady_rounds_take_few_requests_of_the_budget():
    watched = Watched()
    watched.commit("PLAT-1 add a thing")
    await watched.rounds(5)
    before = len(watched.sides.gitlab.calls)
    await watched.rounds(10)
    assert len(watched.sides.gitlab.calls) - before <= 30


async def test_a_look_at_everything_says_place_by_place_how_far_it_is():
    watched = Watched(confirmed={f"project:platform/{name}": SET for name in ("app", "web", "docs")})
    told: list[float] = []
    await watched.flow.reconcile(told.append)
    assert told == sorted(told)
    assert told[:3] == [pytest.approx(share / 6) for share in (1, 2, 3)], "half of it are the places"
    assert told[-1] == 1.0


async def test_a_place_where_nothing_was_ever_saved_is_not_set_up_yet_and_no_mistake_of_anybody():
    watched = Watched()
    del watched.sides.gitlab.integrations_of[PLACE]
    look = await watched.rounds(2)
    assert [one.code for one in look.findings] == ["integration-place-unset"]
    assert "not set up yet" in str(look.findings[0].title)
    watched.sides.gitlab.integrations_of[PLACE] = Stored({**BLANK, **SET})
    assert await watched.codes(6) == []


async def test_a_place_that_the_journal_knows_is_off_when_it_is_gone():
    watched = Watched(confirmed={str(PLACE): {**SET}})
    del watched.sides.gitlab.integrations_of[PLACE]
    assert await watched.codes(2) == ["integration-place-off"]


def test_changes_are_said_by_the_words_of_the_settings():
    said = changes_words((PlaceChange("jira_auth_type", "0", "2"), PlaceChange("jira_issue_prefix", "", "ABC#")))
    assert str(said) == "Authentication method: Basic → Service account; Jira issue prefix: (empty) → ABC#"


async def test_a_place_that_this_program_took_back_is_no_drift_and_one_that_it_set_again_is_watched():
    watched = Watched(confirmed={str(PLACE): {**SET}})
    await watched.rounds()
    watched.sides.gitlab.integrations_of[PLACE] = Stored({**BLANK}, active=False)
    watched.journal = InForce({}, undone=frozenset({str(PLACE)}))
    assert (await watched.codes(6), (await watched.seen()).places) == ([], ())
    watched.journal = InForce({}, places={str(PLACE): {**SET, "commit_events": False}})
    assert await watched.codes(6) == ["integration-place-off"]
