import pytest

from wizard.checks.jira_user import CHECK
from wizard.domain.errors import Refused


async def test_the_row_names_the_signed_in_person(world) -> None:
    assert str((await world.ask(CHECK)).note) == "signed in as Dana Admin"


async def test_a_refused_sign_in_is_left_to_the_runner(world) -> None:
    world.jira.myself_ = Refused("http-401", {"host": "acme.atlassian.net"})
    with pytest.raises(Refused, match="http-401"):
        await CHECK.run(world.answers, world.ports)
