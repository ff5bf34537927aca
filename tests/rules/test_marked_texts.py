"""Texts are marked where the extractor looks: never inside an f-string."""

import ast

import pytest

from tests.rules.sources import python_files, shown

_MARKS = frozenset({"tr", "trn", "T"})


def _hidden(tree: ast.AST) -> list[int]:
    """Return the lines of marks that stand inside an f-string."""
    return [
        inner.lineno
        for joined in ast.walk(tree)
        if isinstance(joined, ast.JoinedStr)
        for inner in ast.walk(joined)
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id in _MARKS
    ]


@pytest.mark.parametrize("source", python_files("wizard"), ids=shown)
def test_no_text_is_marked_inside_an_f_string(source):
    assert _hidden(ast.parse(source.read_text(encoding="utf-8"))) == []


def test_a_mark_inside_an_f_string_is_seen():
    assert _hidden(ast.parse("f\"{tr('Stopped.')} {said}\"")) == [1]
    assert _hidden(ast.parse("said = tr('Stopped.')\nf'{said}'")) == []
