"""Tokens at the end of a set-up, OAuth sign-ins that are renewed, and what answers outside atlassian.net."""

import pytest

from tests.journey.fake_token_office import FakeTokenOffice
from tests.journey.fakes import GITLAB, FakeJira, FakeWorld, MemoryStore
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError, Refused, Unexpected, Unreachable
from wizard.domain.jira import Server
from wizard.domain.oauth import Grant
from wizard.domain.secret import BearerSecret, Secret
from wizard.domain.secrets import Keeping
from wizard.domain.url import parse
from wizard.evidence.redact import HIDDEN, Redactor
from wizard.journey.access_port import Place
from wizard.journey.desk import SessionDesk
from wizard.journey.grants import Grants
from wizard.journey.jira_look import look

ANSWERS = Answers().with_(gitlab_url=str(GITLAB), jira_url="https://acme.atlassian.net", jira_email="dana@acme.example")


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def desk(world: FakeWorld, store: MemoryStore) -> SessionDesk:
    return SessionDesk(world, store)


async def _states(store: MemoryStore, desk: SessionDesk) -> list[str]:
    return [row.state.value for row in await store.rows(desk.session) if row.kind == "access"]


async def test_a_personal_token_is_revoked_read_back_and_forgotten(desk, world, store) -> None:
    await desk.sign_in_gitlab(str(GITLAB), Secret("glpat-CANARY0"), Keeping.SESSION)
    await desk.access.revoke_gitlab(ANSWERS)
    assert world.office.calls == ["accepts", "revoke_personal", "accepts"]
    assert await _states(store, desk) == ["intent", "sent", "answered", "confirmed"]
    assert (await desk.access.kept(ANSWERS))[0].place is Place.GIVEN
    assert "CANARY" not in repr(await store.rows(desk.session))


async def test_a_token_that_gitlab_refuses_already_is_not_revoked_again(desk, world, store) -> None:
    world.office.revoked.append("given-by-the-test")
    await desk.access.revoke_gitlab(ANSWERS)
    assert world.office.calls == ["accepts"]
    assert await _states(store, desk) == ["intent", "confirmed"]


async def test_a_token_that_still_signs_in_is_called_so_kept_here_and_can_be_revoked_later(desk, world, store) -> None:
    await desk.sign_in_gitlab(str(GITLAB), Secret("glpat-CANARY0"), Keeping.SESSION)
    world.office.keeps_accepting = True
    with pytest.raises(PortError, match="token-still-accepted"):
        await desk.access.revoke_gitlab(ANSWERS)
    assert (await _states(store, desk))[-1] == "failed"
    assert (await desk.access.kept(ANSWERS))[0].place is Place.SESSION
    world.office.keeps_accepting = False
    await desk.access.revoke_gitlab(ANSWERS)
    assert (await _states(store, desk))[-1] == "confirmed"


async def test_a_lost_answer_of_the_revocation_is_read_back(desk, world, store) -> None:
    world.office.refuse["revoke_personal"] = Unreachable("network-reset", {}, sent=True)
    world.office.revoked.append("")
    accepted = iter([True, False])
    world.office.accepts = lambda _token: _soon(next(accepted))
    await desk.access.revoke_gitlab(ANSWERS)
    assert await _states(store, desk) == ["intent", "sent", "unknown", "confirmed"]


async def _soon(value: bool) -> bool:
    return value


async def test_forgetting_removes_both_tokens_from_this_computer(desk) -> None:
    await desk.sign_in_gitlab(str(GITLAB), Secret("glpat-CANARY0"), Keeping.SESSION)
    await desk.sign_in_jira(ANSWERS.jira.url, ANSWERS.jira.email, Secret("ATATTCANARY0"), Keeping.SESSION)
    assert [one.place for one in await desk.access.kept(ANSWERS)] == [Place.SESSION, Place.SESSION]
    assert [one.place for one in await desk.access.forget(ANSWERS)] == [Place.GIVEN, Place.GIVEN]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def office() -> FakeTokenOffice:
    return FakeTokenOffice()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def grants(office: FakeTokenOffice, clock: Clock) -> Grants:
    made = Grants(lambda _url: office, clock)
    made.hold(GITLAB, "app", Grant(BearerSecret("first"), Secret("refresh"), 7200))
    return made


async def test_a_token_is_renewed_only_near_its_end_and_work_under_way_goes_on_with_it(grants, office, clock) -> None:
    held_by_work = await grants.token(GITLAB)
    assert office.calls == []
    clock.now = 6901
    assert await grants.token(GITLAB) is held_by_work
    assert (office.calls, held_by_work.reveal()) == (["refresh"], "access-1")
    clock.now = 14000
    assert (await grants.token(GITLAB)).reveal() == "access-2"


async def test_what_recordings_hide_follows_a_renewed_token(grants, office, clock) -> None:
    redactor = Redactor()
    redactor.learn(await grants.token(GITLAB))
    renewed = BearerSecret("a-renewed-token")
    redactor.learn(renewed)
    (await grants.token(GITLAB)).become(renewed)
    assert redactor.text("it is a-renewed-token") == f"it is {HIDDEN}"


async def test_a_short_lived_token_is_not_renewed_at_every_use(office, clock) -> None:
    grants = Grants(lambda _url: office, clock)
    grants.hold(GITLAB, "app", Grant(BearerSecret("first"), Secret("refresh"), 120))
    await grants.token(GITLAB)
    assert office.calls == []
    clock.now = 61
    await grants.token(GITLAB)
    assert office.calls == ["refresh"]


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (Refused("oauth-code-refused"), False),
        (Unreachable("network-reset", sent=True), False),
        (Unreachable("network-refused"), True),
    ],
)
async def test_a_renewal_that_gitlab_may_have_done_ends_the_sign_in_and_one_it_never_saw_does_not(
    grants, office, clock, error, kept
) -> None:
    clock.now = 6901
    office.refuse["refresh"] = error
    with pytest.raises(PortError):
        await grants.token(GITLAB)
    office.refuse.clear()
    assert (await grants.token(GITLAB) is not None) is kept


async def test_a_jira_of_ones_own_is_told_from_a_cloud_site_and_named_with_what_fits_it() -> None:
    jira = FakeJira(
        url=parse("https://jira.example.com"), says=Server("https://jira.example.com", "Server", "9.12", "J")
    )
    seen = await look(jira)
    assert (seen.site, [one.code for one in seen.findings]) == ("", ["jira-not-cloud"])
    assert "DVCS connector" in str(seen.findings[0].fix)
    assert "Jira issue integration" in str(seen.findings[0].fix)


async def test_a_custom_domain_leads_to_its_cloud_site() -> None:
    seen = await look(FakeJira(url=parse("https://jira.acme.example")))
    assert (seen.site, seen.findings) == ("https://acme.atlassian.net", ())


@pytest.mark.parametrize("base", ["https://evil.example", "http://acme.atlassian.net", "javascript:alert(1)"])
async def test_what_a_server_says_of_itself_leads_nowhere_but_to_a_cloud_site(base) -> None:
    seen = await look(FakeJira(url=parse("https://jira.acme.example"), says=Server(base, "Cloud", "1", "J")))
    assert (seen.site, [one.code for one in seen.findings]) == ("", ["jira-not-answering"])


@pytest.mark.parametrize(
    ("target", "site"),
    [("https://acme.atlassian.net/rest", "https://acme.atlassian.net"), ("https://evil.example/", ""), ("acme", "")],
)
async def test_a_name_that_sends_on_leads_to_a_cloud_site_or_nowhere(target, site) -> None:
    sent_on = Unexpected("answer-redirect-elsewhere", {"target": target})
    seen = await look(FakeJira(url=parse("https://jira.acme.example"), refuse={"announced": sent_on}))
    assert seen.site == site


async def test_what_is_no_jira_is_called_so_and_what_was_not_reached_fails_as_a_call() -> None:
    jira = FakeJira(url=parse("https://jira.acme.example"), refuse={"announced": Refused("http-404")})
    assert [one.code for one in (await look(jira)).findings] == ["jira-not-answering"]
    jira.refuse["announced"] = Unreachable("network-name-unknown", {"host": "jira.acme.example"})
    with pytest.raises(Unreachable):
        await look(jira)


@pytest.mark.parametrize(
    "answers",
    [
        ANSWERS.with_(gitlab_url="http://gitlab.example.com"),
        ANSWERS.with_(jira_url="http://acme.atlassian.net"),
        ANSWERS.with_(jira_url="https://jira.example.com"),
        ANSWERS.with_(jira_url="https://acme.atlassian.net.evil.example"),
    ],
)
async def test_no_known_token_follows_an_address_that_only_looks_like_the_host(desk, world, answers) -> None:
    await desk.sign_in_gitlab(str(GITLAB), Secret("glpat-CANARY0"), Keeping.SESSION)
    world.the_gitlab.calls.clear()
    with pytest.raises(PortError, match="address-gets-no-token"):
        await desk.make_plan(answers)
    assert world.the_gitlab.calls == []
    assert (await desk.make_plan(ANSWERS)).rows


async def test_no_browser_is_sent_to_sign_in_without_tls(desk, world) -> None:
    links: list[object] = []
    with pytest.raises(PortError, match="address-gets-no-token"):
        await desk.access.sign_in_oauth("http://gitlab.example.com", "an-application", links.append)
    assert (links, world.office.calls) == ([], [])
