"""What the Jira issue integration signs in with: whose it is, where it is kept, and where it never goes."""

import pytest

from tests.journey.fakes import FakeWorld
from wizard.domain.answers import Answers
from wizard.domain.errors import SecretMissing
from wizard.domain.jira_integration import Auth
from wizard.domain.route import Route
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping
from wizard.journey.sides import AddressWrong, Sides

CLOUD, OWN = "https://acme.atlassian.net", "https://jira.example.com/jira"


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld()


@pytest.fixture
def cloud() -> Answers:
    """The integration alone, with the e-mail address of the page Jira."""
    return Answers().with_(
        route=Route.INTEGRATION,
        gitlab_url="https://gitlab.example.com",
        jira_url=CLOUD,
        jira_email="gitlab@acme.example",
        integration_scope="project",
    )


@pytest.fixture
def own(cloud: Answers) -> Answers:
    """The same with a Jira of one's own below a path."""
    return cloud.with_(jira_url=OWN, jira_email="", jira_deployment="server", integration_username="gitlab")


async def test_what_was_given_for_the_integration_goes_before_what_was_given_for_jira(world, cloud) -> None:
    assert (await Sides(world).integration_secret(cloud)).reveal() == "given-by-the-test"
    world.integration_given[CLOUD] = "of-the-integration"
    assert (await Sides(world).integration_secret(cloud)).reveal() == "of-the-integration"


async def test_another_user_never_gets_the_token_of_the_administrator(world, cloud) -> None:
    assert await Sides(world).integration_secret(cloud.with_(integration_username="bot@acme.example")) is None


async def test_it_is_kept_under_the_host_and_the_name_of_its_user(world, own) -> None:
    sides = Sides(world)
    await sides.keep_integration_secret(own, Secret("pass"), Keeping.KEYRING)
    assert world.secrets.kept == {("jira.example.com", "gitlab"): "pass"}
    assert (await sides.integration_secret(own)).reveal() == "pass"
    await sides.forget(own)
    assert world.secrets.kept == {}


async def test_a_personal_access_token_is_kept_apart_from_a_password(world, own) -> None:
    sides = Sides(world)
    by_token = own.with_(integration_auth=Auth.TOKEN, integration_username="")
    await sides.keep_integration_secret(by_token, Secret("pat"), Keeping.SESSION)
    assert await sides.integration_secret(own) is None
    await sides.account(by_token)
    assert world.accounts == [(OWN, Auth.TOKEN, "", "pat")]


async def test_the_integration_alone_needs_no_administrator_of_jira(world, own) -> None:
    world.integration_given[OWN] = "pass"
    ports = await Sides(world).ports(own)
    assert ports.account is world.the_account
    assert ports.integration_password == Secret("pass")
    assert world.accounts == [(OWN, Auth.BASIC, "gitlab", "pass")]


async def test_a_set_up_without_the_integration_has_no_account(world, cloud) -> None:
    ports = await Sides(world).ports(cloud.with_(route=Route.MARKETPLACE, integration_scope=""))
    assert (ports.account, ports.integration_password) == (None, None)


async def test_the_api_url_gets_the_token_and_the_web_url_keeps_its_name(world, cloud) -> None:
    gateway = "https://api.atlassian.com/ex/jira/1-2"
    account = cloud.with_(integration_auth=Auth.SERVICE_ACCOUNT, integration_api_url=gateway)
    sides = Sides(world)
    await sides.keep_integration_secret(account, Secret("scoped"), Keeping.SESSION)
    await sides.account(account)
    assert world.secrets.kept == {("acme.atlassian.net", "service-account"): "scoped"}
    assert world.accounts == [(gateway, Auth.SERVICE_ACCOUNT, "", "scoped")]


async def test_other_credentials_open_other_ports(world, own) -> None:
    world.integration_given[OWN] = "pass"
    sides = Sides(world)
    first = await sides.ports(own)
    assert await sides.ports(own) is first
    assert await sides.ports(own.with_(integration_username="other")) is not first


@pytest.mark.parametrize("url", ["http://jira.example.com", "ftp://jira.example.com", "jira"])
async def test_a_password_goes_over_tls_only(world, own, url: str) -> None:
    with pytest.raises(AddressWrong):
        await Sides(world).account(own.with_(jira_url=url), Secret("pass"))
    assert world.accounts == []


async def test_without_a_secret_it_says_whose_is_missing(world, own) -> None:
    with pytest.raises(SecretMissing) as missing:
        await Sides(world).account(own)
    assert missing.value.code == "integration-secret-missing"
    assert missing.value.facts == {"host": "jira.example.com", "user": "gitlab"}


async def test_what_opened_the_old_jira_is_asked_for_only_in_a_move(world, cloud) -> None:
    world.integration_given[OWN] = "of-the-old-jira"
    sides = Sides(world)
    assert await sides.integration_secret_before(cloud) is None
    assert (await sides.integration_secret_before(cloud.with_(integration_from_url=OWN))).reveal() == "of-the-old-jira"


async def test_each_user_of_a_move_signs_in_with_their_own_and_never_with_anothers(world, cloud) -> None:
    world.integration_given = {CLOUD: "of-the-integration", f"{CLOUD} eve@acme.example": "of-eve"}
    users = {"eve": "eve@acme.example", "sam": "sam@acme.example", "dana": "gitlab@acme.example"}
    move = cloud.with_(integration_from_url=OWN, integration_new_users=users)
    ports = await Sides(world).ports(move)
    assert ports.integration_password == Secret("of-the-integration")
    assert ports.integration_passwords == {"eve@acme.example": Secret("of-eve")}
    assert set(ports.accounts) == {"eve@acme.example"}
    assert (CLOUD, Auth.BASIC, "eve@acme.example", "of-eve") in world.accounts
    sides = Sides(world)
    world.secrets.kept["acme.atlassian.net", "sam@acme.example"] = "kept-of-sam"
    assert await sides.secret_of_user(move, "sam@acme.example") == Secret("kept-of-sam")
    await sides.forget(move)
    assert await sides.secret_of_user(move, "sam@acme.example") is None


async def test_pages_before_the_integration_work_without_its_secret(world, own) -> None:
    sides = Sides(world)
    assert (await sides.ports(own)).account is None
    assert (await sides.ports(own.with_(jira_url=""))).account is None
    await sides.keep_integration_secret(own, Secret("pass"), Keeping.SESSION)
    assert (await sides.ports(own)).account is world.the_account


async def test_who_takes_over_settings_does_without_a_token_that_is_held_to_another_jira(
    world, own, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def of_another(*_asked: object, **_how: object) -> Secret:
        raise SecretMissing("integration-token-of-another-host", {"host": "jira.example.com", "used": CLOUD})

    monkeypatch.setattr(world, "given_integration_secret", of_another)
    with pytest.raises(SecretMissing):
        await Sides(world).ports(own)
    ports = await Sides(world).ports(own.with_(integration_inherit=True))
    assert (ports.account, ports.integration_password) == (None, None)
