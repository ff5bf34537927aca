"""Every world starts, has who plays which role, and begins anew after a reset."""

import pytest

from wizard.lab.net.errors import LabError
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun
from wizard.lab.scenarios import ALL


def test_the_routes_that_are_offered_have_their_worlds_and_the_jira_of_one_s_own_has_one():
    assert list(ALL) == ["marketplace", "saas", "manual", "server", "fleet", "leaf", "listing", "move", "mixed"]
    assert all(name == one.id for name, one in ALL.items())


@pytest.mark.parametrize("scenario", ALL)
async def test_a_world_has_its_roles_and_tokens_of_its_own(scenario: str):
    async with LabRun(ServeOptions(scenario=scenario)) as lab:
        ready = lab.ready
        assert {ready[role]["url"] for role in ("gitlab", "gitlab_com", "jira")} <= set(ready["hosts"])
        assert all(ready[role]["token"].startswith("lab-") for role in ("gitlab", "gitlab_com", "jira"))
        assert len(ready["jira"]["issues"]) == 20


@pytest.mark.parametrize("scenario", ALL)
async def test_a_reset_begins_the_same_world_again(scenario: str):
    async with LabRun(ServeOptions(scenario=scenario)) as lab:
        before = lab.truth()
        await lab.set_fault("jira-marketplace-collision", {})
        await lab.reset()
        assert lab.truth()["https://acme.atlassian.net"] == before["https://acme.atlassian.net"]
        assert lab.truth()[lab.ready["gitlab"]["url"]]["settings"]["jira_connect_proxy_url"] is None


@pytest.mark.parametrize("scenario", ALL)
async def test_development_mode_is_off_at_the_start(scenario: str):
    async with LabRun(ServeOptions(scenario=scenario)) as lab:
        assert lab.truth()["https://acme.atlassian.net"]["development_mode"] is False


async def test_the_gitlab_of_one_s_own_is_of_the_version_that_was_asked_for():
    async with LabRun(ServeOptions(gitlab_version="16.0.3-ee")) as lab:
        cards = lab.ready["hosts"].items()
        versions = {url: card["version"] for url, card in cards if card["kind"].startswith("gitlab")}
        assert versions == {"https://gitlab.example.com": "16.0.3-ee", "https://gitlab.com": "19.2.0-ee"}


@pytest.mark.parametrize("version", ["15.5.9", "20.0.0", "newest", ""])
def test_a_version_that_the_lab_cannot_be_is_refused(version: str):
    with pytest.raises(LabError, match=r"15\.6 to 19"):
        ServeOptions(gitlab_version=version).world()
