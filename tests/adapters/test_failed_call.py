"""What an error says of the call behind it: what was asked, what came, which attempt it was; nothing secret."""

import pytest

from tests.adapters.door_kit import GITLAB_CANARY, kit
from tests.adapters.fault_server import answer, fault_server
from wizard.checks.trouble import finding_of
from wizard.domain.errors import PortError
from wizard.domain.findings import SeenFrom

GONE = answer(502, {"message": "gone"}, "X-Request-Id: 01HXYZ")
REFUSED = answer(401, {"message": "401 Unauthorized"})
USER = answer(200, {"id": 2, "username": "dana", "name": "Dana", "state": "active", "is_admin": True})


async def test_the_last_attempt_of_a_read_says_which_one_it_was() -> None:
    async with fault_server(GONE, GONE, GONE, GONE, USER) as server, kit(server.url) as one:
        with pytest.raises(PortError) as failed:
            await one.gitlab.user()
        call = failed.value.call
        assert call is not None
        assert (call.method, call.url) == ("GET", f"{one.url}/api/v4/user")
        assert (call.status, call.request_id, call.attempt, call.of) == (502, "01HXYZ", 4, 4)
        assert call.at == one.clock.now()
        assert finding_of(failed.value, "gitlab-user", SeenFrom.DESKTOP).call == call
        await one.gitlab.user()


async def test_a_write_is_the_first_attempt_of_one_and_its_token_is_not_told() -> None:
    async with fault_server(REFUSED, answer(200, {})) as server, kit(server.url) as one:
        with pytest.raises(PortError) as failed:
            await one.gitlab.put_settings({"jira_connect_proxy_url": "https://gitlab.com"})
        call = failed.value.call
        assert call is not None
        assert (call.method, call.status, call.attempt, call.of) == ("PUT", 401, 1, 1)
        assert GITLAB_CANARY not in repr(call)
        await one.gitlab.put_settings({"jira_connect_proxy_url": "https://gitlab.com"})
