"""Texts: translated when shown, English without a translation, facts never read as a pattern."""

import ast
import gettext
import io
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from wizard.domain.text import T
from wizard.ui.i18n import show, tr, trn, use_language
from wizard.ui.resources import resource

ROOT = Path(__file__).parents[2]


@pytest.fixture
def german():
    use_language("de_DE")
    yield
    use_language("en")


def test_german_is_spoken_where_there_is_a_translation(german):
    assert tr("Next") == "Weiter"
    assert show(T("By hand")) == "Von Hand"
    assert trn("Apply {n} change", "Apply {n} changes", 4) == "4 Änderungen anwenden"


def test_english_stands_where_there_is_none(german):
    assert tr("No such text in any catalogue: {fact}", fact="{x}") == "No such text in any catalogue: {x}"


def test_a_language_that_we_do_not_have_is_english():
    use_language("tlh")
    assert tr("Next") == "Next"


def test_the_compiled_catalogue_says_what_the_readable_one_says():
    folder = resource("locale/de/LC_MESSAGES")
    readable = [one for one in read_po(io.BytesIO((folder / "wizard.po").read_bytes()), locale="de") if one.id]
    compiled = gettext.GNUTranslations(io.BytesIO((folder / "wizard.mo").read_bytes()))
    plurals = [one for one in readable if isinstance(one.id, tuple)]
    assert len(readable) > 100
    assert [one.id for one in readable if one not in plurals and compiled.gettext(one.id) != one.string] == []
    assert [one.id for one in plurals if tuple(compiled.ngettext(*one.id, n) for n in (1, 2)) != one.string] == []


def test_a_translation_asks_for_no_other_facts_than_its_text():
    readable = read_po(io.BytesIO(resource("locale/de/LC_MESSAGES/wizard.po").read_bytes()), locale="de")
    for message in readable:
        texts = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        assert {word for text in said for word in _facts(text)} <= {word for text in texts for word in _facts(text)}


def _facts(text):
    return {part.split("}")[0] for part in text.split("{")[1:]}


def test_every_marked_text_is_a_literal():
    wrong = []
    for path in (ROOT / "wizard/ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            marks = (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("tr", "trn", "T")
            )
            texts = node.args[: 2 if node.func.id == "trn" else 1] if marks else []
            wrong += [f"{path.name}:{node.lineno}" for text in texts if not isinstance(text, ast.Constant)]
    assert wrong == []
