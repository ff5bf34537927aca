"""What the ready file says of who may be the user of the Jira issue integration: each opens its own Jira."""

import base64

import pytest

from tests.lab.reach import through_proxy
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun


def signed(account: dict[str, str]) -> str:
    """Return the header by which GitLab signs in with such an account."""
    if account["auth"] != "basic":
        return f"Bearer {account['token']}"
    return "Basic " + base64.b64encode(f"{account['username']}:{account['token']}".encode()).decode()


@pytest.mark.parametrize(
    ("scenario", "ways"),
    [
        ("marketplace", {"basic", "service-account"}),
        ("server", {"basic", "token", "service-account"}),
    ],
)
async def test_each_account_of_the_ready_file_signs_in_at_its_address(scenario: str, ways: set[str]):
    async with LabRun(ServeOptions(scenario=scenario)) as lab, through_proxy(lab.ready) as client:
        told = lab.ready["integration"]
        assert {one["auth"] for one in told["accounts"]} == ways
        for one in told["accounts"]:
            answer = await client.get(f"{one['url']}/rest/api/2/myself", headers={"Authorization": signed(one)})
            assert answer.status_code == 200, one


async def test_the_first_account_is_of_the_jira_that_plays_the_role_and_a_jira_of_one_s_own_has_its_own():
    async with LabRun(ServeOptions(scenario="server")) as lab:
        told = lab.ready["integration"]
        assert (told["username"], told["token"]) == ("dana", lab.ready["jira"]["token"])
        assert told["server"]["url"] == lab.ready["jira"]["url"]
        assert told["server"]["personal_token"].startswith("lab-pat-")
    async with LabRun(ServeOptions()) as lab:
        told = lab.ready["integration"]
        assert (told["username"], told["token"]) == ("dana@acme.example", lab.ready["jira"]["token"])
        assert "server" not in told
