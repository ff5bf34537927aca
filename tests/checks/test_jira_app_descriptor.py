"""The app on the site against what GitLab describes today: told by the site, by our own install, or by nobody."""

import json
from dataclasses import replace

import pytest

from tests.checks.conftest import OWN_KEY, FakeWorld
from wizard.checks.jira_app_descriptor import CHECK
from wizard.domain.app_snapshot import AppSnapshot
from wizard.domain.errors import Refused, Unexpected
from wizard.domain.jira import App

PATH = ("GET", "/-/jira_connect/app_descriptor.json")
TOOL = {"jiraDevelopmentTool": {"key": "tool"}}
SERVED = {
    "key": OWN_KEY,
    "baseUrl": "https://gitlab.example.com/-/jira_connect",
    "modules": TOOL | {"jiraBuildInfoProvider": {"key": "gitlab-ci"}},
}
OLDER = SERVED | {"modules": TOOL}


@pytest.fixture
def upgraded(manual: FakeWorld) -> FakeWorld:
    """A world whose GitLab describes builds too."""
    manual.gitlab.pages[PATH] = replace(manual.gitlab.pages[PATH], body=json.dumps(SERVED).encode())
    return manual


@pytest.mark.parametrize(
    ("has", "codes"),
    [
        ({"tool"}, ["jira-app-descriptor-older"]),
        ({"tool", "gitlab-ci"}, []),
        ({"tool", "gitlab-ci", "more"}, []),
        ({"com.atlassian.other"}, ["jira-app-descriptor-unknown"]),
        (set(), ["jira-app-descriptor-unknown"]),
    ],
)
async def test_what_the_site_names_decides(upgraded: FakeWorld, has: set, codes: list) -> None:
    upgraded.jira.modules_ = frozenset(has)
    assert await upgraded.codes(CHECK) == codes


@pytest.mark.parametrize(
    ("kept", "codes"),
    [
        (OLDER, ["jira-app-descriptor-older"]),
        (SERVED, []),
        (SERVED | {"name": "GitLab"}, []),
        (SERVED | {"baseUrl": "https://gitlab.example.com/git/-/jira_connect"}, ["jira-app-address-older"]),
    ],
)
async def test_where_the_site_names_nothing_our_own_install_decides(
    upgraded: FakeWorld, kept: dict, codes: list
) -> None:
    upgraded.snapshots.kept = AppSnapshot(kept, "1.2")
    assert await upgraded.codes(CHECK) == codes


async def test_what_a_server_names_at_length_is_cut(upgraded: FakeWorld) -> None:
    many = {f"m{number}": {"key": "k" * 500 + str(number)} for number in range(9)}
    body = json.dumps(SERVED | {"modules": TOOL | many}).encode()
    upgraded.gitlab.pages[PATH] = replace(upgraded.gitlab.pages[PATH], body=body)
    upgraded.jira.modules_ = frozenset({"tool"})
    (found,) = (await upgraded.ask(CHECK)).findings
    assert found.facts["differs"] == ", ".join(["k" * 80] * 6) + ", +3"


@pytest.mark.parametrize("error", [Refused("http-403", {"status": "403"}), Unexpected("answer-shape", {"where": "$"})])
async def test_modules_that_cannot_be_read_are_not_named(upgraded: FakeWorld, error: Exception) -> None:
    upgraded.jira.modules_ = error
    assert await upgraded.codes(CHECK) == ["jira-app-descriptor-unknown"]


async def test_what_was_kept_of_another_install_says_nothing(upgraded: FakeWorld) -> None:
    upgraded.snapshots.kept = AppSnapshot(OLDER, "1.1")
    assert await upgraded.codes(CHECK) == ["jira-app-descriptor-unknown"]


async def test_the_fix_never_says_uninstall_without_what_it_deletes(upgraded: FakeWorld) -> None:
    upgraded.jira.modules_ = frozenset({"tool"})
    (found,) = (await upgraded.ask(CHECK)).findings
    fix = str(found.fix)
    assert "do not uninstall" in fix
    assert "deletes all" in fix
    assert "2026-03-31" in fix
    assert found.facts["differs"] == "gitlab-ci"


async def test_of_a_private_listing_no_upload_is_advised(listed: FakeWorld) -> None:
    listed.gitlab.pages[PATH] = replace(listed.gitlab.pages[PATH], body=json.dumps(SERVED).encode())
    listed.jira.modules_ = frozenset({"tool"})
    (found,) = (await listed.ask(CHECK)).findings
    assert found.code == "jira-app-descriptor-older"
    assert "upload" not in str(found.fix)
    assert "uninstall the app: that deletes all" in str(found.fix)


@pytest.mark.parametrize(
    "apps", [[], [App("gitlab-jira-connect-gitlab.com", "GitLab", "1", True)], Refused("http-403", {"status": "403"})]
)
async def test_without_the_app_there_is_nothing_to_compare(upgraded: FakeWorld, apps: object) -> None:
    upgraded.jira.apps_ = apps
    upgraded.jira.modules_ = frozenset({"tool"})
    assert await upgraded.codes(CHECK) == []


async def test_a_descriptor_of_another_key_is_left_to_the_check_of_keys(upgraded: FakeWorld) -> None:
    upgraded.serve(key="gitlab-jira-connect-gitlab.com")
    upgraded.jira.modules_ = frozenset({"tool"})
    assert await upgraded.codes(CHECK) == []
