"""What places signed in with before: kept ones first, then given ones, each for its own Jira and user."""

from dataclasses import replace

import pytest

from tests.journey.fake_integrations import Stored
from tests.journey.fakes import FakeWorld, MemoryStore
from tests.journey.places_bench import ANSWERS, NEW
from wizard.domain.jira_integration import Scope
from wizard.domain.journal import State
from wizard.domain.secret import Secret
from wizard.journey.desk import SessionDesk
from wizard.journey.integration_desk import AccountDesk
from wizard.journey.log import Journal
from wizard.journey.old_passwords import with_old_passwords
from wizard.journey.sides import Sides

OLD, OTHER = "https://jira.old.example.com/jira", "https://other.atlassian.net"


@pytest.fixture
async def journal() -> Journal:
    journal = Journal(MemoryStore(), "s")
    for number, (url, user) in enumerate(((OLD, "dana"), (OLD, "eve"), (OTHER, "dana@acme.example"), ("", ""))):
        before = {"url": url, "username": user, "jira_auth_type": 0} if url else {}
        await journal.write("change", f"gitlab-jira-integration:project:a/p{number}", State.INTENT, before=before)
    await journal.write("change", "gitlab-proxy-url", State.INTENT, before={"jira_connect_proxy_url": None})
    return journal


async def test_each_jira_and_user_gets_its_own(journal: Journal) -> None:
    world = FakeWorld()
    world.secrets.kept["jira.old.example.com", "dana"] = "kept for dana"
    world.integration_given = {OLD: "given for the old Jira"}
    found = (await with_old_passwords(world.ports(), world, journal)).integration_passwords_before
    assert {key: secret.reveal() for key, secret in found.items()} == {
        (OLD, "dana"): "kept for dana",
        (OLD, "eve"): "given for the old Jira",
    }


async def test_where_several_users_need_one_only_a_secret_that_names_its_user_counts(journal: Journal) -> None:
    world = FakeWorld()
    world.integration_given = {OLD: "of nobody in particular", f"{OLD} eve": "of eve"}
    ports = replace(world.ports(), integration_password_before=Secret("of nobody in particular"))
    found = await with_old_passwords(ports, world, journal)
    assert found.integration_passwords_before == {(OLD, "eve"): Secret("of eve")}
    assert found.integration_password_before is None


async def test_in_place_of_a_renewed_password_the_kept_one_is_the_new_one() -> None:
    journal = Journal(MemoryStore(), "s")
    state = {"url": OTHER, "username": "dana@acme.example", "jira_auth_type": 0}
    after = {**state, "password": "new", "token_expires": ""}
    subject = "gitlab-jira-integration:project:a/p"
    await journal.write("change", subject, State.INTENT, before=state, after=after)
    world = FakeWorld()
    world.secrets.kept["other.atlassian.net", "dana@acme.example"] = "new"
    ports = replace(world.ports(), integration_password=Secret("new"))
    assert (await with_old_passwords(ports, world, journal)).integration_passwords_before == {}
    world.integration_given = {OTHER: "new"}
    assert (await with_old_passwords(ports, world, journal)).integration_passwords_before == {}
    world.integration_given = {OTHER: "of last year"}
    found = (await with_old_passwords(ports, world, journal)).integration_passwords_before
    assert found == {(OTHER, "dana@acme.example"): Secret("of last year")}


async def test_what_nobody_gives_is_not_there(journal: Journal) -> None:
    found = await with_old_passwords(FakeWorld().ports(), FakeWorld(), journal)
    assert found.integration_passwords_before == {}


async def test_what_is_told_for_one_user_is_never_the_others_and_leaves_what_is_given_as_unclear_as_it_was(
    journal: Journal,
) -> None:
    world = FakeWorld()
    world.integration_given = {OLD: "of nobody in particular"}
    told = {(OLD, "eve"): Secret("told for eve"), ("https://never.seen.example", "eve"): Secret("elsewhere")}
    found = await with_old_passwords(world.ports(), world, journal, told)
    assert found.integration_passwords_before == {(OLD, "eve"): Secret("told for eve")}


async def test_what_is_told_counts_before_what_is_kept_and_is_wiped_by_nobody_else(journal: Journal) -> None:
    world = FakeWorld()
    world.secrets.kept["jira.old.example.com", "dana"] = "kept, and wrong by now"
    told = {(OLD, "dana"): Secret("told")}
    found = (await with_old_passwords(world.ports(), world, journal, told)).integration_passwords_before
    assert found[OLD, "dana"] == Secret("told")
    found[OLD, "dana"].wipe()
    assert told[OLD, "dana"] == Secret("told")


async def test_what_was_told_is_of_its_session_alone_and_forgotten_with_all_other_secrets() -> None:
    at = ["first"]
    desk = AccountDesk(FakeWorld(), Sides(FakeWorld()), lambda: at[0])
    await desk.give_old_password(OLD, "dana", Secret("before the first"))
    at[0] = "second"
    assert desk.old_passwords() == {}
    await desk.give_old_password(OLD, "dana", Secret("before the second"))
    at[0] = "first"
    assert desk.old_passwords() == {(OLD, "dana"): Secret("before the first")}
    held = desk.old_passwords()[OLD, "dana"]
    await desk.forget_old_passwords()
    assert (desk.old_passwords(), bool(held)) == ({}, False)


USERS = ("dana@old.example", "eve@old.example")


@pytest.fixture
async def moved(desk: SessionDesk, world: FakeWorld) -> SessionDesk:
    """A desk whose session led one place of each of two users to another Jira."""
    world.the_gitlab.projects = ["platform/p0", "platform/p1"]
    for path, user in zip(world.the_gitlab.projects, USERS, strict=True):
        values = {"url": OTHER, "username": user}
        world.the_gitlab.integrations_of[Scope("project", path)] = Stored(values, f"of {user}")
    answers = ANSWERS.with_(gitlab_url="https://gitlab.example.com")
    await desk.begin(answers)
    world.integration_given = {NEW: "new"}
    assert {row.state for row in await desk.apply(await desk.make_plan(answers), lambda _row: None)} == {"done"}
    return desk


async def test_what_the_window_is_told_takes_back_that_users_places_and_the_rest_waits_for_its_own(
    moved: SessionDesk, world: FakeWorld
) -> None:
    def passwords() -> list[str]:
        return [one.password for one in world.the_gitlab.integrations_of.values()]

    asked = [row.finding.facts for row in await moved.undo_plan() if row.finding is not None]
    assert {(facts["url"], facts["user"]) for facts in asked} == {(OTHER, user) for user in USERS}
    assert {row.state for row in await moved.undo(lambda _row: None)} == {"left"}
    assert passwords() == ["new", "new"]
    await moved.integration.give_old_password(OTHER, USERS[1], Secret("of eve, told"))
    assert [row.state for row in await moved.undo(lambda _row: None)].count("undone") == 1
    assert passwords() == ["new", "of eve, told"]
    await moved.integration.give_old_password(OTHER, USERS[0], Secret("of dana, told"))
    assert [row.state for row in await moved.undo(lambda _row: None)] == ["undone"]
    assert passwords() == ["of dana, told", "of eve, told"]
    assert await moved.undo_plan() == ()


async def test_of_a_renewal_the_new_password_is_not_taken_for_the_one_before() -> None:
    journal = Journal(MemoryStore(), "s")
    state = {"url": OTHER, "username": "dana@acme.example", "jira_auth_type": 0}
    after = {**state, "password": "new", "token_expires": ""}
    await journal.write("change", "gitlab-jira-integration:project:a/p", State.INTENT, before=state, after=after)
    ports = replace(FakeWorld().ports(), integration_password=Secret("new"))
    key = (OTHER, "dana@acme.example")
    for told, used in (("new", {}), ("of last year", {key: Secret("of last year")})):
        found = await with_old_passwords(ports, FakeWorld(), journal, {key: Secret(told)})
        assert found.integration_passwords_before == used
