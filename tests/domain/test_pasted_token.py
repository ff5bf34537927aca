import pytest

from wizard.domain.answers import Answers, AnswersError, read_answers, write_answers
from wizard.domain.pasted_token import bare_token, is_of_lab, looks_like_token, side_of
from wizard.domain.url import UrlError, jira_site, read_instance_url

TOKENS = [
    "glpat-CANARY0123456789abcd",
    "gloas-" + "0a" * 32,
    "glptt-CANARY0123456789abcd",
    "ATATT3xFfGF0CANARYcanary",
    "ATCTT3xFfGN0CANARYcanary",
    "ATSTT3xFfGN0CANARYcanary",
    "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYW5hcnkifQ.c2ln",
    "yYz8sBxnJzwA1x9Kd2Lq",
    "KzTq9dPw3LmB7xVn2RcY5hJ8",
    "0f3a9c8d7e6b5a4f3e2d1c0b9a8f7e6d5c4b3a29",
]
ADDRESSES = [
    "https://gitlab.example.com",
    "gitlab",
    "gitlab-production-server01",
    "k8s-cluster-prod-eu1-node2",
    "https://gitlab.example.com/a/b/-/commit/0123456789abcdef0123456789abcdef01234567",
    "acme.atlassian.net",
]


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize("around", ["{}", "  {}\n", "https://{}"])
def test_a_token_in_an_address_field_is_refused_and_not_repeated(token, around) -> None:
    typed = around.format(token)
    reading = read_instance_url(typed)
    assert (reading.codes, reading.url) == (("gitlab-url-token",), None)
    assert not any(token in str(note.text) for note in reading.notes)
    with pytest.raises(UrlError, match="url-token"):
        jira_site(typed)


@pytest.mark.parametrize("token", TOKENS[:6])
def test_a_token_inside_an_address_is_refused_too(token) -> None:
    assert looks_like_token(f"https://gitlab.example.com/{token}")
    assert looks_like_token(f"https://gitlab.example.com/?private_token={token}")


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_no_token(address) -> None:
    assert not looks_like_token(address)


@pytest.mark.parametrize("token", TOKENS)
def test_an_answers_file_with_a_token_for_an_address_is_refused_without_repeating_it(token) -> None:
    file = write_answers(Answers().with_(gitlab_url=token))
    with pytest.raises(AnswersError) as raised:
        read_answers(file)
    assert token not in str(raised.value)
    assert "gitlab.url" in raised.value.problem
    assert read_answers(file.replace(token.encode(), b"https://gitlab.example.com")).gitlab.url


@pytest.mark.parametrize("field", ["jira_email", "proof_project", "jira_url"])
def test_an_answers_file_with_a_token_anywhere_is_refused(field) -> None:
    with pytest.raises(AnswersError, match="holds a token"):
        read_answers(write_answers(Answers().with_(**{field: TOKENS[0]})))


def test_the_side_that_made_a_token_is_known_by_its_beginning() -> None:
    assert [side_of(token) for token in ("glpat-x", "gloas-x", "ATATT3x", "yYz8sBxnJzwA1x9Kd2Lq")] == [
        "gitlab",
        "gitlab",
        "jira",
        "",
    ]


@pytest.mark.parametrize(
    "pasted",
    [
        "glpat-x1",
        " glpat-x1\n",
        '"glpat-x1"',
        "PRIVATE-TOKEN: glpat-x1",
        "Authorization: Bearer glpat-x1",
        "Bearer glpat-x1",
    ],
)
def test_a_token_is_taken_out_of_what_it_was_copied_with(pasted) -> None:
    assert bare_token(pasted) == "glpat-x1"


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("lab-glpat-0123456789", True),
        ("lab-ATATT0123456789", True),
        ("lab-ATSTT0123456789", True),
        ("lab-pw-0123456789abcdef", True),
        ("lab-pat-0123456789abcdef", True),
        ("lab-of-our-company", False),
        ("glpat-0123456789", False),
        ("pw-0123456789", False),
    ],
)
def test_what_a_lab_gives_is_known_and_a_password_that_only_begins_so_is_not(token: str, expected: bool) -> None:
    assert is_of_lab(token) is expected
