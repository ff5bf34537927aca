"""GitLab's own reading of the canonical request, against Atlassian's published vectors."""

import json
from pathlib import Path
from typing import Any

import pytest

from wizard.lab.gitlab.jwt.canonical import canonical_request, query_hash
from wizard.lab.gitlab.jwt.policy import GITLAB
from wizard.lab.gitlab.jwt.token import TokenInvalid, check_hs256, read_token

VECTORS = Path(__file__).parents[4] / "shared/reference/vectors/atlassian/jwt-signed-urls.json"
pytestmark = pytest.mark.skipif(not VECTORS.exists(), reason="the published vectors are not at hand")
FILE: dict[str, Any] = json.loads(VECTORS.read_text()) if VECTORS.exists() else {"secret": "", "tests": []}


def test_all_published_vectors_are_there() -> None:
    assert len(FILE["tests"]) == 78


@pytest.mark.parametrize("case", FILE["tests"], ids=lambda case: case["name"])
def test_canonical_request_and_hash_equal_the_published_ones(case: dict[str, Any]) -> None:
    url = case["signedUrl"]
    token = read_token(url.rpartition("jwt=")[2], GITLAB)
    method = case["canonicalUrl"].partition("&")[0]
    assert canonical_request(method, url) == case["canonicalUrl"]
    assert query_hash(method, url) == token.claims["qsh"]
    check_hs256(token, FILE["secret"])
    with pytest.raises(TokenInvalid):
        check_hs256(token, FILE["secret"] + "x")


def test_the_base_path_is_cut_off_on_a_segment_border_only() -> None:
    assert canonical_request("POST", "https://x/-/jira_connect/events/installed", "/-/jira_connect") == (
        "POST&/events/installed&"
    )
    assert canonical_request("GET", "https://x/gitlab/a", "/git") == "GET&/gitlab/a&"
