"""What a command says on standard error while a read of it is tried again."""

from pathlib import Path

import pytest

from wizard.adapters.clock import SystemClock
from wizard.adapters.network.system import SystemNetwork
from wizard.app.worlds import ConnectedWorld, SessionSecrets
from wizard.domain.pause import Pause
from wizard.evidence.recorder import Recorder


@pytest.fixture
def world(tmp_path: Path) -> ConnectedWorld:
    return ConnectedWorld(SystemNetwork(), SystemClock(), SessionSecrets(), Recorder(tmp_path))


async def test_standard_error_says_which_attempt_comes_next_and_when(
    world: ConnectedWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    world.on_wait(Pause(1, "gitlab.example.com", 2.4, 2, 4))
    world.on_wait(Pause(1, "gitlab.example.com", 30.0, 3, 4, asked=True))
    world.on_wait(Pause(2, "acme.atlassian.net", 0.4, 2, 4))
    world.on_wait(Pause(1, "gitlab.example.com", 0.0, 3, 4, over=True))
    told = capsys.readouterr()
    assert told.err.splitlines() == [
        "  gitlab.example.com: attempt 2 of 4, next in 3 s.",
        "  gitlab.example.com asks for a pause: attempt 3 of 4, next in 30 s.",
    ]
    assert told.out == ""
    await world.close()
