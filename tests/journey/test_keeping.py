"""A keyring that cannot keep a token is said, and the sign-in goes on."""

import pytest

from tests.journey.fakes import FakeSecrets, FakeWorld
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping, KeyringState
from wizard.journey import keeping
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
