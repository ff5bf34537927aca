"""Which modules, conditions, places and scopes of a descriptor the site knows, and in which order it looks."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import descriptor
from wizard.lab.jira.connect.modules import KINDS
from wizard.lab.jira.connect.scopes import added

SCHEMA = Path(__file__).parents[4] / "shared/reference/atlassian/jira-global-schema.ace-6.6.0.json"
MODULES = descriptor()["modules"]
LABEL = {"value": "One"}
PANEL = {"key": "panel", "name": LABEL, "url": "/panel", "location": "atl.jira.view.issue.right.context"}


def with_module(kind: str, **module: Any) -> dict[str, Any]:
    return descriptor(modules=MODULES | {kind: [module]})


async def refusal(stage: Stage, document: dict[str, Any]) -> str:
    """Return the sentence of a refused install."""
    stage.internet.offer(document)
    status = (await stage.install()).json()["status"]
    assert stage.internet.events() == []
    return str(status["errorMessage"])


@pytest.mark.parametrize("kind", sorted(set(KINDS) - set(MODULES)))
async def test_modules_that_gitlab_does_not_use_are_known_too(kind: str, stage: Stage) -> None:
    module = dict.fromkeys(KINDS[kind].required, "projectgroup1") | {"key": "one", "name": LABEL}
    stage.internet.offer(descriptor(modules=MODULES | {kind: module if KINDS[kind].single else [module]}))
    assert (await stage.install()).status_code == 303


@pytest.mark.skipif(not SCHEMA.exists(), reason="Atlassian's schema is not beside this checkout")
def test_the_modules_and_what_they_must_say_are_those_of_atlassians_schema() -> None:
    schema = json.loads(SCHEMA.read_bytes())
    later = {"jiraRemoteLinkInfoProvider"}
    assert set(schema["properties"]["modules"]["properties"]) == set(KINDS) - later
    for kind, described in schema["properties"]["modules"]["properties"].items():
        single = described.get("type") != "array"
        shape = described if single else described["items"]
        shape = schema["definitions"][shape["$ref"].rpartition("/")[2]] if "$ref" in shape else shape
        assert (kind, set(shape["required"]), single) == (kind, set(KINDS[kind].required), KINDS[kind].single)


async def test_a_module_of_no_schema_is_refused(stage: Stage) -> None:
    stage.internet.offer(descriptor(modules={**descriptor()["modules"], "jiraSidebar": [{"key": "one"}]}))
    status = (await stage.install()).json()["status"]
    assert status["errorMessage"] == "Installation failed. The app defined an unknown module(jiraSidebar)"


async def test_the_scope_of_space_administrators_lets_an_app_write(stage: Stage) -> None:
    stage.internet.offer(descriptor(scopes=["SPACE_ADMIN"]))
    assert (await stage.install()).status_code == 303
    (app,) = stage.host.site.apps
    scopes = ("READ", "WRITE", "DELETE", "PROJECT_ADMIN", "ADMIN")
    assert [app.has_scope(scope) for scope in scopes] == [True, True, True, False, False]


ONE = {"condition": "user_is_admin"}
FLAG = {"condition": "feature_flag", "params": {"featureKey": "beta"}}


@pytest.mark.parametrize(
    "conditions",
    [
        [ONE, {"condition": "is_issue_editable", "invert": True}],
        [{"conditions": [ONE, FLAG], "type": "OR"}],
        [{"or": [ONE, {"and": [FLAG]}]}],
        [{"condition": "has_issue_permission", "params": {"permission": "BROWSE_PROJECTS"}}],
        [{"condition": "/may-show"}],
    ],
)
async def test_conditions_of_a_panel_may_be_composed_and_asked_of_the_app(conditions: list[Any], stage: Stage) -> None:
    stage.internet.offer(with_module("webPanels", **PANEL, conditions=conditions))
    assert (await stage.install()).status_code == 303


@pytest.mark.parametrize(
    ("module", "said"),
    [
        (PANEL | {"conditions": [{"condition": "moon_is_full"}]}, "with an unsupported condition (moon_is_full)."),
        (
            PANEL | {"conditions": [{"or": [ONE, {"condition": "feature_flag"}]}]},
            "The app includes a web fragment condition (feature_flag) with invalid parameters (featureKey).",
        ),
        (PANEL | {"location": "somewhere else"}, "a web fragment with an unsupported location (somewhere else)."),
        (PANEL | {"location": "system.top"}, "a web fragment with an unsupported location (system.top)."),
    ],
)
async def test_a_panel_that_jira_cannot_show_is_refused(module: dict[str, Any], said: str, stage: Stage) -> None:
    assert said in await refusal(stage, with_module("webPanels", **module))


async def test_a_page_cannot_ask_the_app_whether_it_shows(stage: Stage) -> None:
    page = PANEL | {"conditions": [{"condition": "/may-show"}]}
    assert "unsupported condition (/may-show)" in await refusal(stage, with_module("generalPages", **page))


@pytest.mark.parametrize(
    ("modules", "said"),
    [
        ({"webPanels": PANEL}, "Expected `array` - at `$.modules.webPanels`"),
        ({"configurePage": [PANEL]}, "Expected `object"),
        ({"webPanels": [{"key": "panel", "name": LABEL}]}, "Object missing required field `url` - at `$.modules.webP"),
        ({"webPanels": [PANEL, PANEL]}, "The key `panel` is used by another module - at `$.modules.webPanels[1]`"),
    ],
)
async def test_the_report_says_where_the_document_is_wrong(modules: dict[str, Any], said: str, stage: Stage) -> None:
    shown = await refusal(stage, descriptor(modules=MODULES | modules))
    assert shown.startswith("The app descriptor failed to validate against the schema.<ul><li>")
    assert said in shown


@pytest.mark.parametrize(
    "changes",
    [
        {"modules": {"webPanels": [PANEL | {"location": ["a"]}]}},
        {"modules": {"webPanels": [PANEL | {"conditions": [{"condition": "feature_flag", "params": 7}]}]}},
        {"modules": {"webPanels": [PANEL | {"conditions": [{"condition": {}}]}]}},
        {"modules": {"webPanels": [None]}},
        {"modules": {"webPanels": 7}},
        {"modules": {"configurePage": 7}},
        {"modules": []},
        {"modules": None, "scopes": 7},
        {"baseUrl": "https://[::1"},
        {"lifecycle": {"installed": 7}},
    ],
)
async def test_a_document_of_any_shape_ends_in_a_refusal(changes: dict[str, Any], stage: Stage) -> None:
    assert await refusal(stage, descriptor(**changes))


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "schema": ({"name": "n" * 81}, "failed to validate"),
    "scheme": ({"baseUrl": ""}, "does not include a HTTP scheme"),
    "callback": ({"lifecycle": {}}, 'did not specify an "installed" lifecycle callback'),
    "module": ({"modules": MODULES | {"jiraSidebar": []}}, "unknown module(jiraSidebar)"),
    "scope": ({"scopes": ["READ"]}, "require the WRITE scope"),
    "user": ({"key": "k" * 65}, "provisioning the user for this add-on"),
}


@pytest.mark.parametrize("first", range(len(WRONG)))
async def test_the_checks_come_in_the_order_in_which_jira_makes_them(first: int, stage: Stage) -> None:
    later = list(WRONG.values())[first:]
    changes: dict[str, Any] = {}
    for wrong, _said in later:
        changes |= wrong
    assert later[0][1] in await refusal(stage, descriptor(**changes))


async def test_an_app_without_tokens_may_stand_on_http_but_is_not_called_there(stage: Stage) -> None:
    plain = descriptor(baseUrl="http://gitlab.example.com", authentication={"type": "none"})
    assert await refusal(stage, plain) == (
        "The app failed to install. Please try again later or contact the app vendor."
    )
    stage.internet.offer(plain | {"lifecycle": {}})
    assert (await stage.install()).status_code == 303


def test_only_scopes_that_the_descriptor_before_did_not_imply_are_added() -> None:
    writes = descriptor(scopes=["write"])
    assert added(writes, descriptor(scopes=["READ", "WRITE", "NONE"])) == set()
    assert added(writes, descriptor(scopes=["DELETE", "ACT_AS_USER"])) == {"DELETE", "ACT_AS_USER"}
