import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from wizard.connect.jwt_reading import read, secret_signature_holds
from wizard.connect.query_hash import canonical_request, query_hash
from wizard.domain.secret import Secret

VECTORS = Path(__file__).parents[3] / "shared/reference/vectors/atlassian/jwt-signed-urls.json"


def _vectors() -> dict:
    if not VECTORS.exists():
        pytest.skip("Atlassian's vectors are not beside this checkout")
    return json.loads(VECTORS.read_text())


def test_all_78_official_requests_hash_and_sign_as_atlassian_does() -> None:
    vectors = _vectors()
    secret = Secret(vectors["secret"])
    wrong = []
    for case in vectors["tests"]:
        token = read(parse_qs(urlsplit(case["signedUrl"]).query)["jwt"][0])
        same = (
            canonical_request("GET", case["signedUrl"]) == case["canonicalUrl"],
            query_hash("GET", case["signedUrl"]) == token.claims["qsh"],
            secret_signature_holds(token, secret),
        )
        if same != (True, True, True):
            wrong.append((case["name"], same))
    assert (len(vectors["tests"]), wrong) == (78, [])


@pytest.mark.parametrize(
    "url, base_path, expected",
    [
        ("https://g.example/-/jira_connect/events/installed", "/-/jira_connect", "POST&/events/installed&"),
        ("https://g.example/gitlab/x", "/git", "POST&/gitlab/x&"),
        ("https://g.example/gitlab", "/gitlab/", "POST&/&"),
        ("https://g.example", "", "POST&/&"),
        ("https://g.example/a&b/?jwt=x&b=2&a", "", "POST&/a%26b&a=&b=2"),
        ("https://g.example/x?q=a+b&q=a%20b&t=~*'()!", "", "POST&/x&q=a%20b,a%20b&t=~%2A%27%28%29%21"),
    ],
)
def test_base_path_goes_on_segment_borders_and_everything_else_is_encoded(
    url: str, base_path: str, expected: str
) -> None:
    assert canonical_request("post", url, base_path) == expected


def test_constants_of_gitlab_for_lifecycle_events() -> None:
    assert (
        query_hash("POST", "https://gitlab.example.com/-/jira_connect/events/installed", "/-/jira_connect")
        == "747264aa6a569f3f6c2d148dc852a789d817632826d14216ef4d45f02ca5f6eb"
    )
