"""What differs between two descriptors and what it asks for; GitLab's own descriptors of several releases."""

import copy
import json
from pathlib import Path

import pytest

from wizard.connect.descriptor_diff import Difference, Effect, diff, effect_of, granted

DESCRIPTORS = Path(__file__).parents[3] / "shared/reference/gitlab"
SERVED = {
    "key": "gitlab-jira-connect-gitlab.example.com",
    "baseUrl": "https://gitlab.example.com/-/jira_connect",
    "name": "GitLab for Jira",
    "authentication": {"type": "jwt"},
    "lifecycle": {"installed": "/events/installed"},
    "scopes": ["READ", "WRITE", "DELETE"],
    "modules": {
        "jiraDevelopmentTool": {"key": "tool", "logoUrl": "/a-1.png", "capabilities": ["branch", "commit"]},
        "jiraBuildInfoProvider": {"key": "gitlab-ci", "name": {"value": "GitLab CI"}, "actions": {}},
        "webPanels": [{"key": "one", "url": "/one"}, {"key": "two", "url": "/two"}],
    },
}


def changed(*path: str, value: object) -> dict:
    """Return the descriptor with another value at this place; None takes it away."""
    new = copy.deepcopy(SERVED)
    inner = new
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    if value is None:
        del inner[path[-1]]
    return new


@pytest.mark.parametrize(
    ("path", "value", "where", "effect"),
    [
        (("key",), "another", "key", Effect.OTHER_APP),
        (("baseUrl",), "https://gitlab.example.com:8443/-/jira_connect", "baseUrl", Effect.OTHER_APP),
        (("scopes",), ["READ", "WRITE", "DELETE", "ACT_AS_USER"], "scopes.act_as_user", Effect.APPROVAL),
        (("scopes",), ["READ", "WRITE"], "scopes.delete", Effect.REINSTALL),
        (("scopes",), None, "scopes.delete", Effect.REINSTALL),
        (("modules", "jiraBuildInfoProvider"), None, "modules.jiraBuildInfoProvider.gitlab-ci", Effect.REINSTALL),
        (("modules", "generalPages"), [{"key": "p", "url": "/p"}], "modules.generalPages.p", Effect.REINSTALL),
        (("modules", "jiraDevelopmentTool", "capabilities"), ["branch"], "modules.jiraDevelopmentTool.tool",
         Effect.REINSTALL),
        (("modules", "jiraDevelopmentTool", "logoUrl"), "/a-2.png", "modules.jiraDevelopmentTool.tool", Effect.NOTHING),
        (("lifecycle", "installed"), "/hooks/installed", "lifecycle", Effect.REINSTALL),
        (("authentication",), {"type": "none"}, "authentication", Effect.REINSTALL),
        (("apiVersion",), 2, "apiVersion", Effect.REINSTALL),
        (("enableLicensing",), True, "enableLicensing", Effect.REINSTALL),
        (("name",), "GitLab", "name", Effect.NOTHING),
        (("unknownByAtlassian",), {"a": 1}, "unknownByAtlassian", Effect.NOTHING),
    ],
)  # fmt: skip
def test_each_difference_is_named_with_what_it_asks_for(path: tuple, value: object, where: str, effect: Effect) -> None:
    found = diff(SERVED, changed(*path, value=value))
    assert (where, effect) in [(one.path, one.effect) for one in found]
    assert effect_of(found) is effect


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("scopes",), ["delete", "write", "read"]),
        (("scopes",), ["DELETE"]),
        (("apiVersion",), 1),
        (("authentication",), None),
        (("authentication", "type"), "JWT"),
        (("enableLicensing",), False),
        (("baseUrl",), "https://gitlab.example.com/-/jira_connect/"),
        (("modules", "webPanels"), [{"key": "two", "url": "/two"}, {"key": "one", "url": "/one"}]),
    ],
)
def test_what_says_the_same_in_other_words_is_no_difference(path: tuple, value: object) -> None:
    found = diff(SERVED, changed(*path, value=value))
    assert effect_of(found) is Effect.NOTHING
    assert [one.path for one in found if one.path.startswith(("scopes", "modules", "key", "baseUrl"))] == []


def test_what_asks_for_most_comes_first_with_both_values() -> None:
    new = changed("scopes", value=["ADMIN"])
    new["name"] = "GitLab"
    found = diff(SERVED, new)
    assert [one.path for one in found] == ["scopes.admin", "scopes.project_admin", "scopes.space_admin", "name"]
    assert found[-1] == Difference("name", "GitLab for Jira", "GitLab", Effect.NOTHING)


@pytest.mark.parametrize(
    ("scope", "holds", "lacks"),
    [
        ("ADMIN", {"read", "write", "delete", "project_admin", "space_admin"}, {"act_as_user"}),
        ("SPACE_ADMIN", {"read", "write", "delete"}, {"project_admin"}),
        ("PROJECT_ADMIN", {"delete"}, {"space_admin"}),
        ("ACT_AS_USER", {"act_as_user"}, {"read"}),
        ("NONE", set(), {"none", "read"}),
    ],
)
def test_a_scope_holds_what_it_implies(scope: str, holds: set, lacks: set) -> None:
    assert granted([scope]) >= holds
    assert granted([scope]).isdisjoint(lacks)


@pytest.mark.parametrize("broken", [{}, {"modules": [], "scopes": "READ"}, {"modules": {"webPanels": ["x", None]}}])
def test_a_descriptor_of_a_stranger_is_compared_as_well(broken: dict) -> None:
    assert diff(broken, broken) == ()
    assert effect_of(diff(broken, SERVED)) is Effect.OTHER_APP


def served_by(release: str) -> dict:
    return json.loads((DESCRIPTORS / f"app_descriptor_{release}.json").read_text())["descriptor"]


@pytest.mark.skipif(not DESCRIPTORS.exists(), reason="the descriptors of GitLab's releases are not at hand")
@pytest.mark.parametrize(
    ("old", "new", "paths"),
    [
        ("15.7", "15.8", []),
        ("16.1", "16.2", ["modules.jiraDevelopmentTool.gitlab-development-tool"]),
        ("16.2", "17.2", ["modules.jiraDevelopmentTool.gitlab-development-tool"]),
        ("17.2", "newest", []),
    ],
)
def test_releases_of_gitlab_differ_where_a_new_install_is_needed(old: str, new: str, paths: list) -> None:
    found = diff(served_by(old), served_by(new))
    assert [one.path for one in found if one.effect is not Effect.NOTHING] == paths
