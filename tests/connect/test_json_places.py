import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.connect.json_places import NotJson, locate
from wizard.domain.strict_json import JsonError, loads

SUITE = Path(__file__).parents[3] / "shared/reference/vectors/jsontestsuite/json_test_suite.json"
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(_VALUES, st.sampled_from([None, 1, 4]))
def test_every_value_is_read_and_has_a_place(value: object, indent: int | None) -> None:
    found = locate(json.dumps(value, indent=indent))
    assert found.value == value
    assert found.twice == []
    assert found.offsets[()] == 0


def test_a_member_stands_where_its_name_does() -> None:
    text = '{\n  "a": 1,\n  "list": [true,\n    {"b": "x"}]\n}'
    found = locate(text)
    assert found.place(("a",)) == (2, 3)
    assert found.place(("list", 1)) == (4, 5)
    assert found.place(("list", 1, "b")) == (4, 6)
    assert found.place(("list", 1, "missing")) == (4, 5), "what is not there is missing in what is"
    assert found.place(()) == (1, 1)


def test_what_is_named_twice_is_noted_and_the_last_one_counts() -> None:
    found = locate('{"a": {"b": 1},\n "a": 2}')
    assert found.value == {"a": 2}
    assert found.twice == [(("a",), 17)]
    assert found.place(("a",)) == (2, 2)


@pytest.mark.parametrize(
    "text, at, said",
    [
        ("", 0, "ends too early"),
        ('{"a": ', 6, "ends too early"),
        ('{"a" 1}', 4, "colon"),
        ('{"a": 1 "b": 2}', 8, "comma"),
        ("{'a': 1}", 1, "straight double quotes"),
        ('{"a": 1,}', 8, "name in quotes"),
        ('{"a": tru}', 6, "does not belong"),
        ('{"a": 01}', 6, "does not belong"),
        ('{"a": "x\ny"}', 6, "does not end"),
        ("[1] 2", 4, "behind the end"),
        ("// c", 0, "comments"),
        ("[" * 65, 64, "deeper"),
        ("1e999", 0, "too large"),
        ("1" * 301, 0, "too long"),
        ("\ufeff{}", 0, "does not belong"),
        ("}", 0, "value is expected"),
    ],
)
def test_what_is_no_json_says_where_and_why(text: str, at: int, said: str) -> None:
    with pytest.raises(NotJson) as caught:
        locate(text)
    assert said in str(caught.value.reason)
    assert caught.value.at == at


@pytest.mark.skipif(not SUITE.exists(), reason="the JSONTestSuite is not beside this checkout")
def test_it_takes_and_refuses_what_the_strict_reader_does() -> None:
    cases = json.loads(SUITE.read_text(encoding="utf-8"))["parsing"]
    assert len(cases) > 200
    for case in cases:
        data = base64.b64decode(case["base64"])
        try:
            strict: object = loads(data)
        except JsonError as error:
            strict = error
        try:
            mine: object = locate(data.decode("utf-8")).value
        except (NotJson, UnicodeDecodeError) as error:
            mine = error
        if isinstance(strict, JsonError) and strict.code == "json-duplicate-key":
            assert not isinstance(mine, Exception), case["name"]
        elif isinstance(strict, JsonError) or isinstance(mine, Exception):
            assert isinstance(strict, JsonError), case["name"]
            assert isinstance(mine, Exception), case["name"]
        elif b"\\ud" not in data.lower():  # lone surrogates: one keeps them, the other replaces them
            assert mine == strict, case["name"]
