"""Texts within texts: English for who reads the value, translated with the whole where it is shown."""

from dataclasses import replace

import msgspec

from wizard.domain.text import TN, T, Text, render

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


def test_a_text_within_a_sentence_that_counts_is_translated_with_it():
    counted = TN("{n} test stopped at: {hop}", "{n} tests stopped at: {hop}", 2, hop=T("Issue found"))
    many = {"{n} tests stopped at: {hop}": "{n} Tests hielten an bei: {hop}"}
    said = render(counted, GERMAN.__getitem__, lambda one, other, n: many[one if n == 1 else other])
    assert said == "2 Tests hielten an bei: Vorgang gefunden"


def test_a_text_within_a_text_survives_a_disk_however_deep_it_stands():
    deep = T("{n}. {stopped}", n=1, stopped=T("The test stopped at: {hop}", hop=T("Issue found")))
    kept = msgspec.json.decode(msgspec.json.encode(deep, enc_hook=str), type=Text)
    assert kept == deep
    assert render(kept, lambda message: GERMAN.get(message, message)) == "1. Angehalten bei: Vorgang gefunden"


def test_what_was_kept_before_texts_were_kept_within_texts_is_still_read():
    old = b'{"message":"The test stopped at: {hop}","facts":{"hop":"Issue found"},"many":"","n":1}'
    assert str(msgspec.json.decode(old, type=Text)) == "The test stopped at: Issue found"


def test_a_fact_that_was_given_anew_is_not_what_once_stood_there():
    other = replace(T("The test stopped at: {hop}", hop=T("Issue found")), facts={"hop": "Panel read"})
    assert render(other, lambda message: GERMAN.get(message, message)) == "Angehalten bei: Panel read"
