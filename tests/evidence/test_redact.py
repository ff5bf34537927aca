import json

import pytest

from tests.evidence.canaries import canaries, core, spellings, traces
from wizard.domain.secret import Secret
from wizard.evidence.redact import HIDDEN, Redactor

SHAPED_ONLY = {"password with shell, URL, JSON and regex metacharacters"}
"""What cannot be told from a word by its look."""


def knowing(*values: str) -> Redactor:
    redactor = Redactor()
    redactor.kept = [Secret(value) for value in values]  # type: ignore[attr-defined]  # keeps them alive for the test
    for secret in redactor.kept:  # type: ignore[attr-defined]  # as above
        redactor.learn(secret)
    return redactor


def test_the_search_finds_what_is_planted() -> None:
    for value in canaries(1).values():
        for name, form in spellings(value).items():
            assert core(name, form) in f"before {form} after"
            assert name in traces(f"before {form} after", value)


def test_a_known_secret_is_hidden_in_every_spelling() -> None:
    for seed in range(5):
        for shape, value in canaries(seed).items():
            redactor = knowing(value)
            for name, form in spellings(value).items():
                assert traces(redactor.text(f"a {form} b"), value) == [], (shape, name)


def test_an_unknown_secret_is_hidden_by_its_shape() -> None:
    for seed in range(20):
        for shape, value in canaries(seed).items():
            if shape not in SHAPED_ONLY:
                assert value not in Redactor().text(f'x "{value}" y'), shape


@pytest.mark.parametrize("kind", ["ATATT", "ATCTT", "ATSTT"])
def test_a_key_of_atlassian_s_is_hidden_by_its_beginning_alone(kind: str) -> None:
    assert f"{kind}short" not in Redactor().text(f"said {kind}shortkey to us")


@pytest.mark.parametrize(
    "text",
    [
        "GET /api/v4/groups/platform%2Fbackend/projects?per_page=100&page=1",
        "https://gitlab.example.com/platform/mobile-application/-/tree/feature/ABC-123-new-start-screen-for-users",
        "commit 2a81d20006b8054763bc2d40d32895af95c64d39 ABC-1: add endpoint",
        "gitlab-jira-connect-gitlab.com 18.5.0-ee 2026-11-21T23:59:01.123Z 5b10ac8d82e05b22cc7d4ef5",
        "Mozilla/5.0 (X11; Linux x86_64) application/vnd.atl.plugins.installed+json",
        "04fea957-e8d2-527c-b5e4-6891d330cf82",
        "You cannot perform write operations on a read-only instance",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert knowing("glpat-0123456789abcdefghij").text(text) == text


def test_headers_show_their_value_only_when_listed() -> None:
    pairs = [("PRIVATE-TOKEN", "x"), ("Set-Cookie", "a=b"), ("Content-Type", "text/html"), ("X-New", "y")]
    assert Redactor().headers(pairs) == (
        ("private-token", HIDDEN),
        ("set-cookie", HIDDEN),
        ("content-type", "text/html"),
        ("x-new", HIDDEN),
    )


def test_an_address_keeps_neither_user_part_nor_fragment_nor_unknown_values() -> None:
    shown = Redactor().url("https://u:CANARY@a.example/cb?code=CANARY&page=2&state=CANARY#CANARY")
    assert shown == f"https://a.example/cb?code={HIDDEN}&page=2&state={HIDDEN}"
    assert "CANARY" not in Redactor().url("https://[CANARY")


def test_json_keeps_texts_under_listed_keys_only() -> None:
    body = {"id": 1, "name": "app", "secret": "CANARY", "list": [{"title": "t", "x": "CANARY"}], "ok": True, "z": None}
    shown = json.loads(Redactor().body(json.dumps(body).encode(), "application/json", 9999))
    assert shown == {
        "id": 1,
        "name": "app",
        "secret": HIDDEN,
        "list": [{"title": "t", "x": HIDDEN}],
        "ok": True,
        "z": None,
    }


def test_a_body_is_read_by_what_it_is_and_not_by_what_it_says() -> None:
    assert "CANARY" not in Redactor().body(b' {"secret": "CANARY"}', "text/plain", 999)
    assert "CANARY" not in Redactor().body(b"token=CANARY&page=1", "application/x-www-form-urlencoded", 999)
    assert Redactor().body(b"\x89PNG", "image/png", 999) == "[4 bytes]"
    assert Redactor().body(b"", "text/html", 999) == ""


def test_a_secret_at_the_cut_is_hidden_whole() -> None:
    value = "glpat-0123456789abcdefghij"
    for start in range(60, 100):
        assert "glpat-0" not in knowing(value).body(b"x " * (start // 2) + value.encode(), "text/plain", 100)


def test_a_wiped_secret_is_no_longer_kept() -> None:
    redactor, secret = Redactor(), Secret("hunter2-long")
    redactor.learn(secret)
    assert redactor.knows_part_of("a hunter2-long b")
    secret.wipe()
    assert not redactor.knows_part_of("a hunter2-long b")


@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
def test_a_secret_across_the_edge_stays_hidden_however_much_was_hidden_before_it(kind: str) -> None:
    secret = "s3cr3t-value-that-nobody-may-see-in-any-record"
    redactor = knowing(secret)
    for shift in range(0, 67, 4):
        text = "x" * shift + (secret + " word word word word ") * 400
        data = json.dumps({"message": text}).encode() if kind == "application/json" else text.encode()
        shown = redactor.body(data, kind, 8000)
        assert "word" in shown
        assert secret[:8] not in shown
