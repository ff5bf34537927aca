"""What an app's scopes and a token's scopes open on the platform API, as Atlassian's own description has it."""

import json
import re
from typing import Any

import pytest

from tests.lab.jira import schemas
from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import descriptor
from wizard.lab.jira.signin.scopes import app_scope, platform_path, token_scopes

CLOSED_TO_APPS = "INACCESSIBLE"
ISSUE = {"fields": {"project": {"key": "PLAT"}, "summary": "Made by an app", "issuetype": {"name": "Task"}}}


def described() -> list[tuple[str, str, dict[str, Any]]]:
    found = json.loads((schemas.REFERENCE / schemas.PLATFORM).read_text())["paths"] if schemas.present() else {}
    return [
        (method.upper(), re.sub(r"\{[^}]+\}", "X", path), operation)
        for path, operations in found.items()
        for method, operation in operations.items()
        if method in ("get", "post", "put", "delete") and platform_path(path) is not None
    ]


@pytest.mark.skipif(not schemas.present(), reason=schemas.MISSING)
def test_each_operation_asks_the_scopes_that_its_description_names() -> None:
    wrong = []
    for method, path, operation in described():
        below = platform_path(path)
        assert below is not None
        wanted = operation["x-atlassian-connect-scope"]
        if wanted not in (CLOSED_TO_APPS, app_scope(method, below)):
            wrong.append((method, path, wanted))
        for scheme in operation["security"]:
            if "OAuth2" in scheme and set(scheme["OAuth2"]) != token_scopes(method, below):
                wrong.append((method, path, scheme))
    assert wrong == []
    assert len(described()) > 30


async def with_scopes(stage: Stage, *scopes: str) -> Stage:
    stage.internet.offer(descriptor(scopes=list(scopes)))
    answer = await stage.install()
    assert answer.status_code == 303, answer.text
    return stage


@pytest.mark.parametrize("scopes", [("READ", "WRITE"), ("SPACE_ADMIN",), ("PROJECT_ADMIN",), ("ADMIN",)])
async def test_a_scope_brings_the_lower_ones_with_it(stage: Stage, scopes: tuple[str, ...]) -> None:
    app = await with_scopes(stage, *scopes)
    assert (await app.as_app("GET", "/rest/api/3/project/PLAT")).status_code == 200
    assert (await app.as_app("POST", "/rest/api/3/issue", json=ISSUE)).status_code == 201


async def test_an_app_that_may_read_makes_and_deletes_nothing(stage: Stage) -> None:
    page = {"postInstallPage": descriptor()["modules"]["postInstallPage"]}
    stage.internet.offer(descriptor(scopes=["READ"], modules=page))
    assert (await stage.install()).status_code == 303
    refused = await stage.as_app("POST", "/rest/api/3/issue", json=ISSUE)
    assert (refused.status_code, refused.json()["errorMessages"]) == (403, ["Request not in an authorized API scope"])
    assert (await stage.as_app("DELETE", "/rest/api/3/issue/PLAT-1")).status_code == 403
    found = await stage.as_app("POST", "/rest/api/3/search/jql", json={"jql": "key = PLAT-1", "fields": ["summary"]})
    assert found.status_code == 200
    assert (await stage.as_app("GET", "/rest/api/3/issue/PLAT-1")).status_code == 200


async def test_space_administration_opens_nothing_of_projects(stage: Stage) -> None:
    app = await with_scopes(stage, "SPACE_ADMIN")
    assert (await app.as_app("GET", "/rest/api/3/group/member", "groupname=everyone")).status_code == 403
    assert not app.host.site.apps.get(str(descriptor()["key"])).has_scope("PROJECT_ADMIN")
