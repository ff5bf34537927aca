import copy
from typing import Any

import pytest

from wizard.connect.descriptor_diff import Effect
from wizard.connect.descriptor_making import DescriptorInput, make
from wizard.documents.descriptor_comparison import as_json, as_sheet, compare, leaves, side_by_side
from wizard.documents.sheet import as_markdown
from wizard.domain.url import parse
from wizard.domain.version import Version


def _made(version: str = "17.2") -> Any:
    return make(DescriptorInput(parse("https://gitlab.example.com"), Version.parse(version)))


def _changed(**changes: object) -> Any:
    return {**copy.deepcopy(_made()), **changes}


@pytest.mark.parametrize(
    "new, effect, said",
    [
        (_changed(key="gitlab-jira-connect-other"), Effect.OTHER_APP, "another app"),
        (_changed(baseUrl="https://other.example/-/jira_connect"), Effect.OTHER_APP, "another app"),
        (_changed(scopes=["ADMIN"]), Effect.APPROVAL, "approves it"),
        (_made("16.1"), Effect.REINSTALL, "installed over the old one"),
        (_changed(name="GitLab"), Effect.NOTHING, "Nothing has to be done"),
        (_changed(), Effect.NOTHING, "nothing has to be done"),
    ],
)
def test_the_verdict_says_what_all_of_it_asks_for(new: Any, effect: Effect, said: str) -> None:
    found = compare(_made(), new, ("old", "new"))
    assert found.effect is effect
    assert said in str(found.verdict)
    text = as_markdown(as_sheet(found))
    assert ("Do not remove the app before" in text) is (effect in (Effect.REINSTALL, Effect.OTHER_APP))


def test_an_upgrade_from_16_1_to_17_2_names_what_is_new_by_its_path() -> None:
    found = compare(_made("16.1"), _made("17.2"), ("16.1", "17.2"))
    paths = {path for one in found.differences for path, _before, _after in leaves(one)}
    tool = "modules.jiraDevelopmentTool.gitlab-development-tool.actions"
    assert f"{tool}.createBranch.templateUrl" in paths
    assert f"{tool}.searchRepositories" in paths
    told = as_json(found)
    assert told["effect"] == "reinstall"


def test_the_same_in_another_order_is_the_same() -> None:
    turned = dict(reversed(_made().items()))
    assert compare(_made(), turned, ("a", "b")).differences == ()


def test_both_texts_stand_beside_each_other() -> None:
    lines = side_by_side(_made("16.1"), _made("17.2"))
    assert any(one.changed for one in lines)
    same = [one for one in lines if not one.changed]
    assert all(one.left == one.right for one in same)
    assert len([one for one in lines if one.right is not None]) > len([one for one in lines if one.left is not None])
