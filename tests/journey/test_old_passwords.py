"""What places signed in with before: kept ones first, then given ones, each for its own Jira and user."""

import pytest

from tests.journey.fakes import FakeWorld, MemoryStore
from wizard.domain.journal import State
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


async def test_what_nobody_gives_is_not_there(journal: Journal) -> None:
    found = await with_old_passwords(FakeWorld().ports(), FakeWorld(), journal)
    assert found.integration_passwords_before == {}
