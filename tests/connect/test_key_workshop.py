"""Texts tried as GitLab reads them: keys, reasons, proposals."""

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wizard.connect.issue_keys import KeyEra
from wizard.connect.key_trial import KeySettings, Kind
from wizard.connect.key_workshop import LONGEST_TEXT, MOST_KEYS, KeyWorkshop, try_text
from wizard.domain.findings import Severity
from wizard.domain.version import Version

_USUAL = KeySettings()


def _codes(trial):
    return {one.code for one in trial.reasons}


@pytest.mark.parametrize(
    ("text", "code", "proposal"),
    [
        ("fix plat-12 now", "key-lower-case", "fix PLAT-12 now"),
        ("Plat-12", "key-lower-case", "PLAT-12"),
        ("A-1", "key-one-letter", ""),
        ("PLAT_12", "key-no-dash", "PLAT-12"),
        ("PLAT 12", "key-no-dash", "PLAT-12"),
        ("PLAT - 12", "key-no-dash", "PLAT-12"),
        ("PLAT#12", "key-no-dash", "PLAT-12"),
        ("PLAT12", "key-no-dash", "PLAT-12"),
        ("PLAT- fix", "key-no-number", ""),
        ("PLAT\u201312", "key-other-dash", "PLAT-12"),
        ("PLAT\u201112 fix", "key-other-dash", "PLAT-12 fix"),
        ("PLAT-\u200b12", "key-hidden-sign", "PLAT-12"),
        ("PLA\u0422-12", "key-other-letter", "PLAT-12"),
        ("\uff30\uff2c\uff21\uff34-12", "key-other-letter", "PLAT-12"),
        ("PLAT-\u0661\u0662", "key-other-digit", "PLAT-12"),
        ("no word of it", "key-none", ""),
        ("version 12 of 3", "key-none", ""),
        ("RFC 2119, ISO 8859, sha-256", "key-none", ""),
    ],
)
def test_what_is_not_found_is_said_with_its_reason_and_a_spelling_that_is_found(text, code, proposal):
    trial = try_text(text, _USUAL)
    assert trial.keys == ()
    assert not trial.good
    assert code in _codes(trial)
    assert trial.proposal == proposal
    if proposal:
        assert try_text(proposal, _USUAL).keys == ("PLAT-12",)


@pytest.mark.parametrize(
    ("text", "keys", "code"),
    [
        ("xPLAT-1", ("PLAT-1",), "key-glued"),
        ("PLAT-1_fix", ("PLAT-1",), "key-glued-after"),
        ("PLAT-0", ("PLAT-0",), "key-zero"),
        ("PLAT-007", ("PLAT-007",), "key-leading-zero"),
        ("UTF-8 is used", ("UTF-8",), "key-standard"),
        ("CVE-2024-3094", ("VE-2024",), "key-cve"),
        ("VERYLONGPROJECT-1", ("VERYLONGPROJECT-1",), "key-long"),
        ("PLAT-" + "9" * 40, ("PLAT-" + "9" * 40,), "key-long"),
        ("PLAT-1\u200b2", ("PLAT-1",), "key-hidden-sign"),
        ("\u0420LAT-12", ("LAT-12",), "key-other-letter"),
        ("PL\u200dAT-12", ("AT-12",), "key-hidden-sign"),
        ("PLAT-1 and plat-2", ("PLAT-1",), "key-lower-case"),
    ],
)
def test_what_is_found_and_odd_is_said_too(text, keys, code):
    trial = try_text(text, _USUAL)
    assert trial.keys == keys
    assert code in _codes(trial)
    assert trial.good


def test_releases_that_differ_are_told_apart():
    trial = try_text("xPLAT-1", _USUAL)
    assert not trial.certain
    assert trial.app[KeyEra.NEWEST] == ((1, "PLAT-1"),)
    assert trial.app[KeyEra.MIDDLE] == ()
    assert try_text("PLAT-1", _USUAL).certain


def test_a_plain_key_needs_no_word():
    for kind, text in ((Kind.TEXT, "PLAT-1"), (Kind.BRANCH, "PLAT-1-fix"), (Kind.TITLE, "PLAT-1: fix")):
        assert try_text(text, _USUAL, kind).reasons == ()


@pytest.mark.parametrize(
    ("text", "given_settings", "keys", "code"),
    [
        ("JIRA#PLAT-1", KeySettings("JIRA#"), ("PLAT-1",), None),
        ("PLAT-1", KeySettings("JIRA#"), (), "key-prefix-missing"),
        ("PLAT-1", KeySettings("", r"OPS-\d+"), (), "key-pattern-misses"),
        ("xPLAT-1", KeySettings("", "", ("PLAT",)), (), "key-pattern-misses"),
        ("OPS-1", KeySettings("", "", ("PLAT",)), (), "key-project-not-listed"),
        ("OPS-1 PLAT-2", KeySettings("", "", ("plat",)), ("PLAT-2",), "key-project-not-listed"),
        ("PLAT-1234", KeySettings("", r"[A-Z]+-\d{1,3}"), ("PLAT-123",), "key-read-otherwise"),
        ("plat-1", KeySettings("", r"(?i)[A-Z]+-\d+"), ("plat-1",), None),
        ("PLAT-1", KeySettings("", "(?!CVE)A"), (), "pattern-refused"),
        ("PLAT-1", KeySettings("("), (), "pattern-refused"),
        ("nothing", KeySettings("", r"T\d+"), (), "key-pattern-misses"),
        ("plat-1", KeySettings("", r"T\d+"), (), "key-pattern-misses"),
        ("plat-1", KeySettings("", r"PLAT-\d+"), (), "key-lower-case"),
    ],
)
def test_the_settings_of_the_integration_decide_where_it_has_its_own(text, given_settings, keys, code):
    trial = try_text(text, given_settings, Kind.MESSAGE)
    assert trial.keys == keys
    assert trial.good is bool(keys)
    assert _codes(trial) == set() if code is None else code in _codes(trial)


def test_names_of_branches_are_for_the_app_alone():
    trial = try_text("PLAT-1-fix", KeySettings("JIRA#"), Kind.BRANCH)
    assert trial.keys == ("PLAT-1",)
    assert trial.integration is None
    assert _codes(trial) == {"key-branch-apart"}


def test_a_branch_that_git_refuses_is_not_good_though_it_has_a_key():
    trial = try_text("PLAT-1..fix", _USUAL, Kind.BRANCH)
    assert trial.keys == ("PLAT-1",)
    assert not trial.good


def test_what_is_closed_is_told_for_messages_and_titles():
    assert try_text("Closes PLAT-1, see PLAT-2", _USUAL, Kind.MESSAGE).closing == ("PLAT-1",)
    assert try_text("Closes PLAT-1", KeySettings("", "", ("OPS",)), Kind.MESSAGE).closing == ()
    assert try_text("Closes PLAT-1", _USUAL).closing == ()
    trial = try_text("CLOSES PLAT-1", _USUAL, Kind.TITLE)
    assert _codes(trial) == {"closing-word-capitals"}
    assert trial.proposal == "closes PLAT-1"


def test_a_branch_made_from_an_issue_is_tried_by_its_name():
    trial = try_text("PLAT-1 Fix UTF-8 & more", KeySettings(version=Version(17, 1)), Kind.ISSUE)
    assert trial.text == "PLAT-1-fix-utf-8-more"
    assert trial.keys == ("PLAT-1",)
    assert _codes(trial) == {"branch-from-jira-later"}
    assert _codes(try_text("PLAT-1 x", KeySettings(version=Version(17, 2)), Kind.ISSUE)) == set()


def test_old_releases_take_one_project():
    keys = ("PLAT", "OPS")
    assert _codes(try_text("PLAT-1", KeySettings("", "", keys, Version(16, 11)))) == {"key-projects-later"}
    assert _codes(try_text("PLAT-1", KeySettings("", "", keys, Version(17, 0)))) == set()


def test_limits_are_said():
    many = " ".join(f"PL-{number}" for number in range(MOST_KEYS + 1))
    assert "key-many" in _codes(try_text(many, _USUAL))
    trial = try_text("x" * LONGEST_TEXT + " PLAT-1", _USUAL)
    assert trial.cut
    assert "text-cut" in _codes(trial)


@pytest.mark.parametrize("text", ["x" * 400, "x" * 9_000, "x " * 200])
def test_a_pattern_that_takes_too_long_is_given_up_after_some_texts(text):
    workshop = KeyWorkshop(KeySettings("", "((x?){30}){30}y"))
    began = time.process_time()
    codes = [_codes(workshop.try_text(text, Kind.MESSAGE)) for _ in range(300)]
    assert time.process_time() - began < 10
    assert "pattern-slow" in codes[-1]


def test_a_usual_pattern_is_tried_on_any_number_of_texts():
    workshop = KeyWorkshop(KeySettings("(?:see |fix )?", r"(?:PLAT|OPS)-\d{1,6}"))
    assert all(workshop.try_text("see PLAT-1, fix OPS-2 And Many Words", Kind.MESSAGE).good for _ in range(5_000))


def test_lines_are_numbered_and_empty_ones_passed_over():
    lines = iter(["PLAT-1\n", "\n", "nothing\r\n"])
    assert [(number, trial.good) for number, trial in KeyWorkshop().try_lines(lines)] == [(1, True), (3, False)]


_NEAR = some.text(some.sampled_from("PLATplatAx-_ #019\u2013\u200b\u0420\u0661\u0301CVE/."), max_size=24)
_SETTINGS = some.sampled_from(
    [
        _USUAL, KeySettings("JIRA#"), KeySettings("", "", ("PLAT", "A")), KeySettings("", r"(?i)[a-z]+-\d"),
        KeySettings("P", r"L\w+-1*"),
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(_NEAR | some.text(max_size=40), _SETTINGS, some.sampled_from(Kind))
def test_reasons_never_contradict_the_keys_that_are_found(text, given_settings, kind):
    trial = try_text(text, given_settings, kind)
    expected = list(dict.fromkeys(re.findall(r"(?!CVE-[0-9]+-[0-9]+)[A-Z][A-Z_0-9]+-[0-9]+", trial.text)))
    assert list(dict.fromkeys(key for _at, key in trial.app[KeyEra.NEWEST])) == expected
    about_keys = [one for one in trial.reasons if not one.code.startswith("branch-")]
    if trial.keys:
        assert not any(one.severity is Severity.BLOCKER for one in about_keys)
    else:
        assert any(one.severity is Severity.BLOCKER for one in about_keys)
    for one in trial.reasons:
        assert trial.text[one.at : one.end] == one.text
        if one.instead and one.code != "closing-word-capitals":
            assert try_text(one.instead, _USUAL).keys == (one.instead,)


def test_hostile_texts_are_read_and_never_break_it():
    folder = Path(__file__).parents[3] / "shared/reference/vectors/naughty-strings"
    if not folder.is_dir():
        pytest.skip("the list of hostile strings is not on this machine")
    texts = [text for file in folder.glob("*.json") for text in json.loads(file.read_text())]
    workshop = KeyWorkshop(KeySettings("", "", ("PLAT",)))
    began = time.process_time()
    for text in texts:
        for kind in Kind:
            trial = workshop.try_text(text, kind)
            assert all(str(one.reason) and str(one.fix) for one in trial.reasons)
    assert texts
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "part", ["PLAT-1 ", "xPLAT-1", "plat-1 ", "A", "A-", "CVE-1-1 ", "P\u200b-1", "PLAT \u2013 1 ", "A1", "Closes "]
)
def test_a_long_text_is_read_while_one_types(part):
    text = (part * LONGEST_TEXT)[:LONGEST_TEXT]
    workshop = KeyWorkshop(KeySettings("", "", ("OPS",)))
    began = time.process_time()
    workshop.try_text(text, Kind.MESSAGE)
    assert time.process_time() - began < 1
