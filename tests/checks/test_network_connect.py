import pytest

from wizard.checks.network_connect import CHECK
from wizard.domain.errors import Unreachable


async def test_the_row_says_port_and_time(world) -> None:
    assert str((await world.ask(CHECK)).note) == "port 443 in 12 ms"


async def test_a_refused_connection_is_left_to_the_runner(world) -> None:
    world.probe.tcp_ = Unreachable("network-refused", {"host": "gitlab.example.com"})
    with pytest.raises(Unreachable, match="network-refused"):
        await CHECK.run(world.answers, world.ports)
