"""A keyring that cannot keep a token is said, and the sign-in goes on."""

import pytest

from tests.journey.fakes import FakeSecrets, FakeWorld
from wizard.domain.answers import Answers
from wizard.domain.errors import SecretMissing
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping, KeyringState
from wizard.domain.url import Url
from wizard.journey import keeping
from wizard.journey.access_port import Place
from wizard.journey.desk import SessionDesk


class Without(FakeSecrets):
    """Keeps for the session and says why it could not do more."""

    def __init__(self, state: KeyringState) -> None:
        super().__init__()
        self._state = state

    async def put(self, host: str, user: str, secret: Secret, keeping: Keeping) -> KeyringState:
        await super().put(host, user, secret, keeping)
        return self._state


@pytest.mark.parametrize("state", [state for state in KeyringState if state is not KeyringState.READY])
async def test_each_state_is_its_own_finding_and_the_token_is_known_for_this_session(
    desk: SessionDesk, world: FakeWorld, state: KeyringState
) -> None:
    world.secrets = Without(state)
    seen = await desk.sign_in_gitlab("https://gitlab.example.com", Secret("lab-glpat-x"), Keeping.KEYRING)
    finding = next(one for one in seen.findings if one.code.startswith("keyring-"))
    assert finding.code == f"keyring-{state.value}"
    assert str(finding.cause)
    assert str(finding.fix)
    assert await desk.has_token("https://gitlab.example.com")


async def test_who_wants_no_keyring_hears_nothing_of_it(desk: SessionDesk, world: FakeWorld) -> None:
    world.secrets = Without(KeyringState.MISSING)
    seen = await desk.sign_in_gitlab("https://gitlab.example.com", Secret("lab-glpat-x"), Keeping.SESSION)
    assert [one.code for one in seen.findings if one.code.startswith("keyring-")] == []


def test_a_ready_keyring_needs_no_word() -> None:
    assert keeping.finding(KeyringState.READY) is None


async def test_two_gitlabs_on_one_host_keep_a_token_each(desk: SessionDesk, world: FakeWorld) -> None:
    await desk.sign_in_gitlab("https://gitlab.example.com", Secret("lab-glpat-first"), Keeping.KEYRING)
    await desk.sign_in_gitlab("https://gitlab.example.com:8443", Secret("lab-glpat-second"), Keeping.KEYRING)
    assert world.secrets.kept == {
        ("gitlab.example.com", ""): "lab-glpat-first",
        ("gitlab.example.com:8443", ""): "lab-glpat-second",
    }
    await desk.access.forget(Answers().with_(gitlab_url="https://gitlab.example.com:8443"))
    assert list(world.secrets.kept) == [("gitlab.example.com", "")]


async def test_a_token_of_before_ports_counted_is_that_of_port_443_only(
    desk: SessionDesk, world: FakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing_given(_url: Url) -> None:
        return None

    monkeypatch.setattr(world, "given_secret", nothing_given)
    world.secrets.kept["gitlab.example.com", ""] = "lab-glpat-old"
    assert await desk.has_token("https://gitlab.example.com:443")
    assert not await desk.has_token("https://gitlab.example.com:8443")


async def test_a_token_that_belongs_to_another_host_is_not_known_here(
    desk: SessionDesk, world: FakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def of_another(url: Url) -> None:
        raise SecretMissing("token-of-another-host", {"host": url.host})

    with monkeypatch.context() as patch:
        patch.setattr(world, "given_secret", of_another)
        assert not await desk.has_token("https://gitlab.example.com")
        kept = await desk.access.kept(Answers().with_(gitlab_url="https://gitlab.example.com"))
        assert [one.place for one in kept] == [Place.NOWHERE]
        with pytest.raises(SecretMissing):
            await desk.sign_in_gitlab("https://gitlab.example.com", None, Keeping.SESSION)
    assert await desk.has_token("https://gitlab.example.com")
