"""Texts within texts: English for who reads the value, translated with the whole where it is shown."""

from wizard.domain.text import T, render

GERMAN = {"The test stopped at: {hop}": "Angehalten bei: {hop}", "Issue found": "Vorgang gefunden"}


def test_a_text_within_a_text_is_translated_with_it():
    stopped = T("The test stopped at: {hop}", hop=T("Issue found"))
    assert render(stopped, GERMAN.__getitem__) == "Angehalten bei: Vorgang gefunden"
    assert str(stopped) == "The test stopped at: Issue found"


def test_a_text_that_is_passed_on_to_another_sentence_stays_translated():
    inner = T("The test stopped at: {hop}", hop=T("Issue found"))
    outer = T("{cause}", cause=inner.facts["hop"])
    assert render(outer, lambda message: GERMAN.get(message, message)) == "Vorgang gefunden"


def test_a_fact_that_is_no_text_stays_as_it_is():
    assert render(T("{name}", name="Issue found"), lambda message: GERMAN.get(message, message)) == "Issue found"
