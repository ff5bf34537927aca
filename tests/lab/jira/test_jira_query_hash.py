"""The site's own reading of the canonical request, against Atlassian's published vectors."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from wizard.lab.jira.connect.query_hash import canonical_request, query_hash
from wizard.lab.jira.connect.tokens import verify_request

VECTORS = Path(__file__).parents[4] / "shared/reference/vectors/atlassian/jwt-signed-urls.json"
pytestmark = pytest.mark.skipif(not VECTORS.exists(), reason="the published vectors are not at hand")


def _vectors() -> tuple[str, list[dict[str, Any]]]:
    if not VECTORS.exists():
        return "", []
    data = json.loads(VECTORS.read_text())
    return data["secret"], data["tests"]


SECRET, CASES = _vectors()


def test_all_published_vectors_are_there() -> None:
    assert len(CASES) == 78


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_published_signed_url_is_read_as_its_signer_meant(case: dict[str, Any]) -> None:
    url = urlsplit(case["signedUrl"])
    method = case["canonicalUrl"].split("&", 1)[0]
    assert canonical_request(method, url.path, url.query) == case["canonicalUrl"]
    token = parse_qs(url.query)["jwt"][0]
    claims = verify_request(token, SECRET, qsh=query_hash(method, url.path, url.query), now=0)
    assert claims["iss"] == "jira:1234-5678-9000"


SCENARIOS = VECTORS.parents[2] / "atlassian/qsh-vectors.json"


def _scenarios() -> list[dict[str, Any]]:
    return json.loads(SCENARIOS.read_text())["scenario"]["vectors"] if SCENARIOS.exists() else []


@pytest.mark.parametrize("case", _scenarios(), ids=lambda case: str(case["name"]))
def test_a_request_between_gitlab_and_jira_hashes_as_in_other_libraries(case: dict[str, Any]) -> None:
    url, base = urlsplit(case["url"]), urlsplit(case.get("base", "")).path
    assert canonical_request(case["method"], url.path, url.query, base) == case["canonical"]
    assert query_hash(case["method"], url.path, url.query, base) == case["qsh"]
