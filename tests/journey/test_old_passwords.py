"""What places signed in with before: kept ones first, then given ones, each for its own Jira and user."""

from dataclasses import replace

import pytest

from tests.journey.fakes import FakeWorld, MemoryStore
from wizard.domain.journal import State
from wizard.domain.secret import Secret
from wizard.journey.log import Journal
from wizard.journey.old_passwords import with_old_passwords

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
