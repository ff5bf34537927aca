import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from wizard.domain.oauth import (
    Attempt,
    Meaning,
    authorize_link,
    challenge_of,
    is_client_id,
    new_attempt,
    read_callback,
)
from wizard.domain.secret import Secret
from wizard.domain.token_page import gitlab_token_page
from wizard.domain.url import parse
from wizard.domain.version import Version

RFC7636 = Path(__file__).parents[2].parent / "shared" / "reference" / "vectors" / "rfc" / "rfc7636_appendix_b.json"
GITLAB = parse("https://gitlab.example.com/root")
OURS = Attempt(Secret("right"), Secret("v" * 43), GITLAB)


@pytest.mark.skipif(not RFC7636.exists(), reason="the vectors of RFC 7636 are not beside the repository")
def test_the_challenge_is_the_one_of_rfc_7636() -> None:
    texts = json.dumps(json.loads(RFC7636.read_text()))
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert verifier in texts
    assert challenge_of(Secret(verifier)) in texts


def test_each_attempt_has_a_state_and_a_verifier_of_its_own_as_long_as_asked_for() -> None:
    one, other = new_attempt(GITLAB), new_attempt(GITLAB)
    assert one.state != other.state
    assert one.verifier != other.verifier
    assert len(one.state.reveal()) == len(one.verifier.reveal()) == 43


def test_the_link_asks_for_a_code_with_s256_and_never_holds_the_verifier() -> None:
    link = authorize_link(OURS, "app-id-0123", "http://127.0.0.1:4711/callback")
    query = parse_qs(urlsplit(link).query)
    assert link.startswith("https://gitlab.example.com/root/oauth/authorize?")
    assert query["code_challenge_method"] == ["S256"]
    assert query["redirect_uri"] == ["http://127.0.0.1:4711/callback"]
    assert query["scope"] == ["api"]
    assert "v" * 43 not in link


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ("code=c&state=right", Meaning.CODE),
        ("code=c&state=right&iss=https%3A%2F%2Fgitlab.example.com%2Froot", Meaning.CODE),
        ("code=c&state=right&iss=https%3A%2F%2Fevil.example", Meaning.BROKEN),
        ("code=c&state=wrong", Meaning.NOT_OURS),
        ("code=c", Meaning.NOT_OURS),
        ("", Meaning.NOT_OURS),
        ("&".join(["a=1"] * 30), Meaning.NOT_OURS),
        ("code=c&state=right&state=right", Meaning.BROKEN),
        ("code=c&code=d&state=right", Meaning.BROKEN),
        ("state=right", Meaning.BROKEN),
        ("error=access_denied&state=right", Meaning.DENIED),
        ("error=access_denied&state=wrong", Meaning.NOT_OURS),
    ],
)
def test_a_callback_means_something_only_with_our_state_once(query, meaning) -> None:
    assert read_callback(query, OURS).meaning is meaning


@pytest.mark.parametrize(
    ("typed", "fits"), [("0a" * 32, True), ("gloas-" + "0a" * 32, False), ("", False), ("a b c d e f g", False)]
)
def test_the_secret_of_an_application_is_no_application_id(typed, fits) -> None:
    assert is_client_id(typed) is fits


@pytest.mark.parametrize(
    ("version", "path"),
    [
        (None, "/-/user_settings/personal_access_tokens"),
        (Version(16, 8), "/-/profile/personal_access_tokens"),
        (Version(16, 9), "/-/user_settings/personal_access_tokens"),
    ],
)
def test_the_page_that_makes_a_token_is_that_of_the_version_with_name_and_scopes(version, path) -> None:
    link = urlsplit(gitlab_token_page("https://gitlab.example.com", ("api", "admin_mode"), version))
    assert link.path == path
    assert parse_qs(link.query) == {"name": ["GitLab-Jira wizard"], "scopes": ["api,admin_mode"]}
