import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from wizard.connect.descriptor_schema import MODULES, SCHEMA

FILE = Path(__file__).parents[2] / "resources/schema/connect-descriptor.json"
OF_ATLASSIAN = Path(__file__).parents[3] / "shared/reference/atlassian/jira-global-schema.ace-6.6.0.json"


def test_it_is_a_schema_and_the_file_holds_the_same() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(FILE.read_text(encoding="utf-8")) == SCHEMA


def test_it_names_all_modules_of_atlassians_own_and_demands_the_same_of_them() -> None:
    if not OF_ATLASSIAN.exists():
        pytest.skip("Atlassian's schema is not beside this checkout")
    whole = json.loads(OF_ATLASSIAN.read_text(encoding="utf-8"))

    def item(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
        schema = schema.get("items", schema)
        while isinstance(reference := schema.get("$ref"), str):
            schema = root
            for name in reference.removeprefix("#/").split("/"):
                schema = schema[name]
        return schema

    theirs = whole["properties"]["modules"]["properties"]
    assert set(theirs) == set(MODULES) - {"jiraRemoteLinkInfoProvider"}, "that one is documented since"
    for kind, schema in theirs.items():
        assert set(item(MODULES[kind], SCHEMA).get("required", ())) == set(item(schema, whole).get("required", ())), (
            kind
        )
        assert (MODULES[kind].get("type") == "array") == (schema.get("type") == "array"), kind
