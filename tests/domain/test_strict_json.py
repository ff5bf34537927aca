import base64
import json
import time
from pathlib import Path
from typing import Any

import pytest

from wizard.domain.strict_json import JsonError, loads

SUITE = Path(__file__).parents[3] / "shared" / "reference" / "vectors" / "jsontestsuite" / "json_test_suite.json"
OURS_TO_REFUSE = {"y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"}


def suite(part: str) -> list[Any]:
    if not SUITE.exists():
        pytest.skip("JSONTestSuite is not beside the repository")
    return json.loads(SUITE.read_text("utf-8"))[part]


def outcome(data: bytes) -> str:
    try:
        value = loads(data)
    except JsonError as error:
        return error.code
    json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8")
    return "accept"


def test_every_input_of_the_suite_ends_as_it_must() -> None:
    wrong = []
    cases = suite("parsing")
    for case in cases:
        seen = outcome(base64.b64decode(case["base64"]))
        expected = "reject" if case["name"] in OURS_TO_REFUSE else case["expect"]
        verdict = "accept" if seen == "accept" else "reject"
        wrong += [] if expected in ("either", verdict) else [(case["name"], seen)]
    assert len(cases) == 318
    assert wrong == []


def test_transforms_end_the_same_twice_and_can_be_written_back() -> None:
    cases = suite("transform")
    assert len(cases) == 22
    for case in cases:
        data = base64.b64decode(case["base64"])
        assert outcome(data) == outcome(data)


@pytest.mark.parametrize(
    "data, code",
    [
        (b'{"a":1,"a":1}', "json-duplicate-key"),
        (b'{"\\ud800":1,"\\ud801":1}', "json-duplicate-key"),
        (b"NaN", "json-number"),
        (b"[-Infinity]", "json-number"),
        (b"1" * 301, "json-number"),
        (b"1e999", "json-number"),
        (b"[" * 65 + b"]" * 65, "json-depth"),
        (b"[" * 200_000, "json-depth"),
        (b'{"a":' * 200_000, "json-depth"),
        (b"\xff", "json-encoding"),
        ('{"a":"\u00e9"}'.encode("latin-1"), "json-encoding"),
        ("[]".encode("utf-16"), "json-encoding"),
        (b"", "json-syntax"),
        (b"<html>", "json-syntax"),
    ],
)
def test_a_refusal_has_its_code(data: bytes, code: str) -> None:
    with pytest.raises(JsonError) as refused:
        loads(data)
    assert refused.value.code == code


def test_an_object_cut_anywhere_is_cut_and_not_wrong() -> None:
    whole = '{"a":[true,false,null,-12.5,"x\\u00e9\\n\u00e9"],"b":{"c":"d"}}'.encode()
    assert loads(whole)
    assert {outcome(whole[:end]) for end in range(1, len(whole))} == {"json-cut"}


def test_brackets_in_strings_are_not_depth() -> None:
    assert loads(b'["' + b"[{" * 500 + b'\\"]"]') == ["[{" * 500 + '"]']
    assert loads(b"[" * 64 + b"]" * 64)


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    assert loads(b'{"a\\uDead":["x\\ud83d\\ude00\\ud83d"]}') == {"a\ufffd": ["x\U0001f600\ufffd"]}


def test_a_normal_page_is_read_at_once() -> None:
    page = json.dumps([{"id": n, "name": f"p[{n}]", "tags": [n], "x": {"y": 1.5}} for n in range(1000)]).encode()
    began = time.thread_time()
    assert len(loads(page)) == 1000  # type: ignore[arg-type]  # it is a list
    assert time.thread_time() - began < 0.5
