"""What git refuses as the name of a branch, held against git itself, and what GitLab makes of an issue."""

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wizard.connect.branch_name import LONGEST_MADE, branch_faults, branch_of_issue

_ONLY_GITLAB = {"branch-dash-first", "branch-reserved", "branch-like-commit", "branch-long"}
"""What `git check-ref-format` lets pass and `git branch`, GitLab or the file system does not."""
_NAMES = some.text(some.sampled_from("aB1-_/.@{}~^:?*[\\ é\t\x7f") | some.characters(codec="utf-8"), max_size=12)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine, which is held against")
@settings(max_examples=150, deadline=None)
@given(_NAMES | some.sampled_from(["a.lock", "a.lock/b", "a..b", "a@{b", "a//b", ".a", "a/.b", "a.", "a/"]))
def test_it_refuses_what_git_refuses_and_nothing_else(name):
    if name == "@" or "\x00" in name:
        return  # git takes one as the whole name only, and no program the other
    asked = subprocess.run(["git", "check-ref-format", f"refs/heads/{name}"], check=False)
    ours = {one.code for one in branch_faults(name)} - _ONLY_GITLAB
    assert bool(ours) is (asked.returncode != 0)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("-PLAT-1", "branch-dash-first"), ("HEAD", "branch-reserved"), ("refs/heads/PLAT-1", "branch-reserved"),
        ("@", "branch-at"), ("", "branch-empty"), ("ä" * 123, "branch-long"), ("0" * 40, "branch-like-commit"),
        ("a\x00b", "branch-sign"), ("PLAT-1 fix", "branch-sign"), ("PLAT-1.lock", "branch-lock"),
    ],
)  # fmt: skip
def test_each_refusal_has_a_code_a_place_and_a_fix(name, code):
    found = {one.code: one for one in branch_faults(name)}
    assert code in found
    assert str(found[code].reason)
    assert str(found[code].fix)
    assert name[found[code].at : found[code].end] == found[code].text


@pytest.mark.parametrize(
    ("key", "summary", "name"),
    [
        ("PLAT-1", "Fix the login", "PLAT-1-fix-the-login"),
        ("PLAT-1", "Übersicht & Größe: 50 %", "PLAT-1-ubersicht-grosse-50"),
        ("DATA_2-33", "snake_case -- stays", "DATA_2-33-snake_case-stays"),
        ("PLAT-1", "日本語", "PLAT-1"),
        ("PLAT-1", "", "PLAT-1"),
        ("PLAT-1", "Łódź œuvre ŉ", "PLAT-1-lodz-oeuvre-n"),
        ("PLAT-1", "../../etc/passwd; rm -rf", "PLAT-1-etc-passwd-rm-rf"),
    ],
)
def test_a_branch_made_in_jira_is_named_as_gitlab_names_it(key, summary, name):
    assert branch_of_issue(key, summary) == name


@settings(deadline=None)
@given(some.text(max_size=200))
def test_a_made_name_keeps_its_key_is_short_and_is_taken_by_git(summary):
    name = branch_of_issue("PLAT-1", summary)
    assert name.startswith("PLAT-1")
    assert len(name) <= LONGEST_MADE
    assert branch_faults(name) == ()


def test_a_long_name_ends_with_a_whole_word():
    name = branch_of_issue("PLAT-1", "word " * 40)
    assert set(name.split("-")[2:]) == {"word"}
    assert len(name) > LONGEST_MADE - len("-word")
