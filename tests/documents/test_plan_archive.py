import io
import json
import random
import zipfile
from typing import Any

import pytest

from wizard.documents.plan_archive import LARGEST, PlanArchiveError, read, write
from wizard.domain.answers import Answers, GitLabAnswers

ANSWERS = Answers(gitlab=GitLabAnswers("https://gitlab.example.com"))
ASSUMED = {"gitlab-version": "17.2", "gitlab-proxy-url": ""}
WHOLE = write(ANSWERS, ASSUMED, {"run-book.html": b"<html>", "plan.json": b"{}"})


def _zip(**changed: Any) -> bytes:
    members = {
        "manifest.json": {"kind": "gitlab-jira-wizard plan", "format": 1},
        "answers.toml": "",
        "assumed.json": {},
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**members, **changed}.items():
            if content is not None:
                archive.writestr(name, content if isinstance(content, str | bytes) else json.dumps(content))
    return held.getvalue()


def test_it_comes_back_on_another_computer() -> None:
    found = read(WHOLE)
    assert (found.answers, found.assumed) == (ANSWERS, ASSUMED)
    assert found.documents == ("documents/plan.json", "documents/run-book.html")


def test_the_same_plan_is_the_same_file() -> None:
    turned = dict(reversed(ASSUMED.items()))
    assert write(ANSWERS, turned, {"plan.json": b"{}", "run-book.html": b"<html>"}) == WHOLE


@pytest.mark.parametrize(
    "data, code",
    [
        (b"", "plan-file-unreadable"),
        (b"PK\x03\x04 and no more", "plan-file-unreadable"),
        (b"x" * (LARGEST + 1), "plan-file-too-large"),
        (_zip(**{"manifest.json": {"kind": "other"}}), "plan-file-unreadable"),
        (_zip(**{"manifest.json": {"kind": "gitlab-jira-wizard plan", "format": 2}}), "plan-file-newer"),
        (_zip(**{"manifest.json": {"kind": "gitlab-jira-wizard plan", "format": True}}), "plan-file-unreadable"),
        (_zip(**{"manifest.json": "no json"}), "plan-file-unreadable"),
        (_zip(**{"answers.toml": "colour = 3"}), "plan-file-answers"),
        (_zip(**{"answers.toml": None}), "plan-file-unreadable"),
        (_zip(**{"assumed.json": {"a": 1}}), "plan-file-unreadable"),
        (_zip(**{"answers.toml": b"#" * (LARGEST + 10)}), "plan-file-unreadable"),
        (_zip(**{f"more-{at}": "" for at in range(80)}), "plan-file-unreadable"),
    ],
)
def test_what_is_no_plan_is_refused_and_the_right_file_taken_after_it(data: bytes, code: str) -> None:
    with pytest.raises(PlanArchiveError) as caught:
        read(data)
    assert caught.value.code == code
    assert str(caught.value.text)
    assert read(WHOLE).answers == ANSWERS


def test_damage_anywhere_ends_in_a_refusal_or_in_the_same_plan() -> None:
    dice = random.Random(7)  # noqa: S311 - damage for a test, no secret
    for _ in range(3_000):
        damaged = bytearray(WHOLE)
        for _ in range(dice.choice((1, 1, 3))):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        try:
            found = read(bytes(damaged[: dice.choice((len(damaged), dice.randrange(len(damaged))))]))
        except PlanArchiveError:
            continue
        assert (found.answers, dict(found.assumed)) == (ANSWERS, ASSUMED)
