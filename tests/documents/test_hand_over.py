"""The hand-over: nothing secret goes in, and what comes out is what was put in, or a reason."""

import json
from dataclasses import fields, replace
from pathlib import Path
from random import Random

import pytest

from wizard.documents import hand_over, hand_over_text
from wizard.documents.hand_over import HandOver
from wizard.documents.hand_over_reading import LARGEST, HandOverError, read
from wizard.documents.sheet import as_markdown
from wizard.domain.text import T
from wizard.journey.values import CopyValue, Mark
from wizard.ui import sample_values
from wizard.ui.sample_archive import TOLD

OWN = Path(__file__).parents[3] / "shared" / "reference" / "vectors" / "own"


def _made(page: str = "by-hand", task: str = "link-groups") -> HandOver:
    one = hand_over.hand_over(sample_values.ANSWERS, page, sample_values.TASKS, TOLD, task)
    return hand_over.signed(
        one, by="Dana", for_whom="Jira site administrator", at=1_795_192_920.0, program="p 1", world="live"
    )


def _file(**parts: object) -> bytes:
    return json.dumps({**json.loads(hand_over.write(_made())), **parts}).encode()


def test_what_was_written_is_read():
    made = _made()
    reading = read(hand_over.write(made))
    assert reading.hand_over == made
    assert reading.unknown == ()


def test_the_e_mail_address_of_the_first_person_stays_out():
    assert sample_values.ANSWERS.jira.email
    assert sample_values.ANSWERS.jira.email.encode() not in hand_over.write(_made())


def test_the_last_day_of_the_first_person_s_token_stays_out():
    noted = sample_values.ANSWERS.with_(jira_token_expires="2027-03-01")
    assert b"2027-03-01" not in hand_over.write(hand_over.hand_over(noted, "integration", (), None))


def test_who_becomes_whom_is_handed_over_without_addresses_and_the_rest_of_a_mapping_whole():
    users = {"eve": "eve@acme.example", "sam": "sam", "ann@acme.example": "ann"}
    keys, ids = {"OLD": "NEW"}, {"31": "41"}
    move = sample_values.ANSWERS.with_(
        integration_scope="project",
        integration_from_url="https://jira.example.com",
        integration_new_users=users,
        integration_new_keys=keys,
        integration_new_transitions=ids,
    )
    handed = read(hand_over.write(hand_over.hand_over(move, "integration", (), None))).hand_over.answers.integration
    assert handed.new_users == {"eve": "", "sam": "sam"}
    assert (handed.new_keys, handed.new_transitions) == (keys, ids)


def test_the_user_of_the_integration_stays_out_where_it_is_an_address_and_in_where_it_is_a_name() -> None:
    for user, stays in (("eve@acme.example", False), ("jira-bot", True)):
        answers = sample_values.ANSWERS.with_(integration_scope="project", integration_username=user)
        written = hand_over.write(replace(_made(), answers=answers))
        assert (user.encode() in written) is stays
        assert read(written).hand_over.answers.integration.username == (user if stays else "")


def test_there_is_no_field_that_a_secret_could_go_into():
    names = {field.name for field in fields(HandOver)}
    assert not {name for name in names if any(word in name for word in ("token", "secret", "password"))}


@pytest.mark.parametrize("token", ["glpat-CanaryCanaryCanary1", "ATATT3xCanaryCanaryCanary", "eyJhbGciOi.eyJzdWIiOjF9"])
def test_a_token_in_a_field_that_is_none_for_it_does_not_get_into_the_file(token):
    value = CopyValue(T("Address"), f"https://gitlab.example.com/?private_token={token}")
    tasks = (replace(sample_values.TASKS[0], values=(value,), link=f"https://x.example/{token}"),)
    answers = sample_values.ANSWERS.with_(proof_issue=token, groups_paths=(token, "platform"), jira_email=token)
    one = hand_over.hand_over(answers, "by-hand", tasks, TOLD)
    signed = hand_over.signed(one, by=token, for_whom=token, at=0.0, program="p", world="live")
    written = hand_over.write(signed)
    assert token.encode() not in written
    assert b"Canary" not in written
    assert token not in as_markdown(
        hand_over_text.sheet(hand_over.signed(_made(), by=token, for_whom=token, at=0.0, program="p", world="live"))
    )
    assert read(written).hand_over.answers.gitlab.url == answers.gitlab.url


def test_the_task_it_is_about_comes_first_and_what_is_done_is_no_task():
    done = replace(sample_values.TASKS[0], mark=Mark.OK)
    one = hand_over.hand_over(sample_values.ANSWERS, "by-hand", (done, *sample_values.TASKS[1:]), None, "link-groups")
    assert [task.id for task in one.open_tasks] == ["link-groups", "enter-address"]
    assert one.for_whom == "Jira site administrator"


def test_unknown_keys_are_listed_and_left_out():
    answers = {"gitlab": {"url": "https://gitlab.example.com", "run": "rm"}, "apply_now": True}
    reading = read(_file(answers=answers, command="rm", **{"for": {"page": "review", "shell": "x"}}))
    assert set(reading.unknown) == {"command", "for.shell", "answers.gitlab.run", "answers.apply_now"}
    assert reading.hand_over.answers.gitlab.url == "https://gitlab.example.com"
    assert reading.hand_over.page == "review"


def test_no_file_leads_straight_to_the_page_that_writes():
    assert read(_file(**{"for": {"page": "apply"}})).hand_over.page == "review"


@pytest.mark.parametrize("page", ["close", "../x", "", "settings", 7])
def test_a_page_that_is_no_step_becomes_the_first_one(page):
    assert read(_file(**{"for": {"page": page}})).hand_over.page == "gitlab"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "handover-unreadable"),
        (b"{", "handover-unreadable"),
        (b"[]", "handover-unreadable"),
        (b'{"kind": "other", "format": 1}', "handover-unreadable"),
        (_file(format="1"), "handover-unreadable"),
        (_file(format=True), "handover-unreadable"),
        (_file(format=2), "handover-newer"),
        (_file(format=10**200), "handover-newer"),
        (_file(answers={"route": "teleport"}), "handover-answers"),
        (_file(answers={"gitlab": {"url": "javascript:alert(1)"}}), "handover-answers"),
        (_file(answers={"gitlab": {"url": "https://user:pass@gitlab.example.com"}}), "handover-answers"),
        (_file(answers={"gitlab": {"url": "http://gitlab.example.com"}}), "handover-answers"),
        (_file(answers={"jira": {"url": "https://jira.example.com"}}), "handover-answers"),
        (_file(answers={"jira": {"url": "http://acme.atlassian.net"}}), "handover-answers"),
        (_file(answers={"groups": {"paths": "platform"}}), "handover-answers"),
        (_file(answers={"groups": {"paths": ["glpat-AbCdEfGhIjKlMnOpQrSt"]}}), "handover-answers"),
        (b" " * (LARGEST + 1), "handover-too-large"),
        (b'{"kind":' + b"[" * 5000 + b"]" * 5000 + b"}", "handover-unreadable"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_a_code_and_a_sentence(data, code):
    with pytest.raises(HandOverError) as refused:
        read(data)
    assert refused.value.code == code
    assert str(refused.value.text).endswith(".")


def test_a_newer_file_says_what_to_do():
    with pytest.raises(HandOverError) as refused:
        read(_file(format=2))
    assert "Update the program" in str(refused.value.text)


@pytest.mark.parametrize("link", ["javascript:x", "file:///etc/passwd", "http://acme.atlassian.net/x", 3, None])
def test_only_https_links_are_kept(link):
    task = {"id": "x", "title": "x", "link": link}
    assert read(_file(tasks=[task])).hand_over.tasks[0].link == ""


def test_lists_and_texts_are_bounded():
    tasks = [{"id": str(number), "title": "x" * 9_000, "minutes": 10**9} for number in range(600)]
    found = read(_file(tasks=tasks[:20])).hand_over.tasks
    assert max(len(task.title) for task in found) == 300
    assert {task.minutes for task in found} == {999}
    many = [{"id": str(number)} for number in range(600)]
    assert len(read(_file(tasks=many)).hand_over.tasks) == 500


def test_hostile_strings_come_through_as_text(hostile):
    for said in hostile:
        task = {"id": "x", "title": said, "who": said, "steps": [said], "values": [{"label": said, "value": said}]}
        one = read(_file(tasks=[task], made={"by": said}, **{"for": {"page": "by-hand", "who": said}})).hand_over
        text = as_markdown(hand_over_text.sheet(one))
        assert text.startswith("# Hand-over")
        assert "\u202e" not in text


@pytest.fixture
def hostile():
    """Return strings of servers that mean harm."""
    path = OWN / "hostile_server_strings.json"
    own = ["<img src=x onerror=alert(1)>", "\u202egnp.exe", "a\x00b", "]]>", "\ud7ff", "'; DROP TABLE x; --"]
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    rows = known.get("strings", known.get("cases", [])) if isinstance(known, dict) else known
    found = [row if isinstance(row, str) else str(row.get("value", row.get("text", ""))) for row in rows]
    return own + [one for one in found if one]


def test_the_text_tells_who_what_and_how():
    text = as_markdown(hand_over_text.sheet(_made()))
    assert "From: Dana" in text
    assert "For: Jira site administrator" in text
    assert "Sign in and link 3 groups" in text
    assert "platform, mobile, data" in text
    assert "the file holds none" in text


ATOMS = (None, True, False, 0, -1, 10**30, 1.5, "", "x", "\x00", "\ud7ff", "https://gitlab.example.com", "by-hand")
KEYS = ("made", "for", "answers", "tasks", "seen", "gitlab", "url", "jira", "groups", "paths", "page", "who", "values")


def _anything(chance: Random, depth: int) -> object:
    kind = chance.random()
    if depth == 0 or kind < 0.4:
        return chance.choice(ATOMS)
    if kind < 0.65:
        return [_anything(chance, depth - 1) for _ in range(chance.randrange(4))]
    return {chance.choice(KEYS): _anything(chance, depth - 1) for _ in range(chance.randrange(5))}


def _outcome(data: bytes) -> str:
    try:
        one = read(data).hand_over
    except HandOverError as refused:
        return refused.code
    return "same" if read(hand_over.write(one)).hand_over.answers == one.answers else "another"


def test_whatever_stands_in_a_file_it_is_taken_or_refused_and_nothing_else():
    chance = Random(1)  # noqa: S311 (the same files each time, no secret)
    parts = [{key: _anything(chance, 4) for key in chance.sample(KEYS, 4)} for _ in range(600)]
    files = [json.dumps({"kind": hand_over.KIND, "format": 1, **one}).encode() for one in parts]
    assert {_outcome(data) for data in files} == {"same", "handover-answers"}


def test_a_file_that_is_cut_anywhere_is_refused():
    whole = hand_over.write(_made()).rstrip()
    assert {_outcome(whole[:end]) for end in range(0, len(whole), 7)} == {"handover-unreadable"}
