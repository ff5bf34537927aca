"""Texts: translated when shown, English without a translation, facts never read as a pattern."""

import ast
import gettext
import importlib.util
import io
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from wizard.domain.text import TN, T
from wizard.ui.i18n import PSEUDO, decimal, show, tr, trn, use_language
from wizard.ui.resources import resource

ROOT = Path(__file__).parents[2]
_found = importlib.util.spec_from_file_location("texts", ROOT / "packaging" / "texts.py")
assert _found is not None
assert _found.loader is not None
texts = importlib.util.module_from_spec(_found)
_found.loader.exec_module(texts)


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


def test_german_has_every_text_of_the_sources_and_no_other():
    stored = texts.stored()
    assert texts.missing(texts.renewed(texts.marked(), stored)) == []
    assert {one.id for one in stored if one.id} == {
        one if isinstance(one, str) else tuple(one) for one in texts.marked()
    }
    assert [one.id for one in stored if one.fuzzy] == []


def test_a_translation_asks_for_the_same_facts_as_its_text():
    differ = [
        one.id
        for one in texts.stored()
        if one.id
        and texts.facts(one.id) != texts.facts(tuple(one.string) if isinstance(one.string, tuple) else one.string)
    ]
    assert differ == []


def test_the_pseudo_language_is_longer_bracketed_and_keeps_facts():
    use_language(PSEUDO)
    try:
        said = tr("Reached in {time}, GitLab {version}.", time="38 ms", version="16.8")
        assert said.startswith("[")
        assert said.endswith("]")
        assert "38 ms" in said
        assert "16.8" in said
        assert len(said) >= 1.4 * len("Reached in 38 ms, GitLab 16.8.")
        assert trn("{n} topic", "{n} topics", 2).startswith("[2 ")
    finally:
        use_language("en")


def _marks(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("tr", "trn", "T"):
            for text in node.args[: 2 if node.func.id == "trn" else 1]:
                yield node.lineno, text


def _marked_before(text):
    """A text that another mark holds already, with other facts: `T(other.message, fact=...)`."""
    return isinstance(text, ast.Attribute) and text.attr == "message"


def test_every_marked_text_is_a_literal():
    wrong = [
        f"{path.name}:{line}"
        for path in (ROOT / "wizard").rglob("*.py")
        for line, text in _marks(ast.parse(path.read_text(encoding="utf-8")))
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str)) and not _marked_before(text)
    ]
    assert wrong == []


def test_the_extractor_finds_every_marked_text():
    """It does not look into f-strings, on Python 3.11."""
    found = {text for one in texts.marked() for text in ((one,) if isinstance(one, str) else one)}
    written = {
        text.value
        for path in (ROOT / "wizard").rglob("*.py")
        for _line, text in _marks(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.Constant) and text.value
    }
    assert sorted(written - found) == []


@pytest.mark.parametrize("source", ['tr(f"{a} b")', 'T("a" + b)', "trn('a', b, 1)", 'T("{}".format(a))'])
def test_the_reader_of_marks_sees_what_the_extractor_would_miss(source):
    assert [text for _line, text in _marks(ast.parse(source)) if not isinstance(text, ast.Constant)]


def test_a_number_has_a_point_in_english():
    assert decimal(2.68, 2) == "2.68"


def test_a_number_has_a_comma_in_german(german):
    assert decimal(2.68, 1) == "2,7"


def test_a_counted_sentence_of_the_engine_has_its_form_for_one_and_for_many(german):
    one, many = (TN("{n} project looked at", "{n} projects looked at", n) for n in (1, 47))
    assert (str(one), str(many)) == ("1 project looked at", "47 projects looked at")
    assert (show(one), show(many)) == ("1 Projekt angesehen", "47 Projekte angesehen")
