"""The security cases for Connect tokens, as an app's tokens at the doors of a site: made anew for its key and paths."""

import base64
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import APP_KEY, SITE

CASES = Path(__file__).parents[4] / "shared/reference/vectors/own/connect_jwt_cases.json"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the cases are not at hand")
FILE: dict[str, Any] = json.loads(CASES.read_text()) if CASES.exists() else {"cases": [], "tenants": {}, "clock_now": 0}
THERE, HERE = "/subscriptions", f"/rest/atlassian-connect/1/addons/{APP_KEY}"
NOTHING_THERE = {"I12": 405, "I19": 404, "I20": 404}
"""What a site has no door for, the token may be good or not: Rails takes a final slash, Jira does not."""
BASE = "https://gitlab.lab.example/-/jira_connect"
SIGNED = {
    hashlib.sha256(text.encode()).hexdigest(): text
    for text in [*(case["canonical"] for case in FILE["cases"] if "canonical" in case), f"GET&{THERE}&id=1,2"]
}
"""By its hash, the request that a token of the cases was made for."""


def _of(*letters: str) -> list[dict[str, Any]]:
    return [case for case in FILE["cases"] if case["id"][0] in letters]


def _part(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return found


def _token(case: dict[str, Any], site: Stage) -> str:
    """Return the token of a case for this site: its app for the tenant, its time, its path, and the same flaw."""
    text = case["token"]
    header, claims = (_part(part) for part in text.split(".")[:2])
    if not header["alg"].startswith("HS"):
        return str(text)
    late = site.clock.now() - FILE["clock_now"]
    claims |= {name: int(claims[name] + late) for name in ("iat", "exp") if name in claims}
    claims["iss"] = APP_KEY if claims["iss"] == "tenant-a" else claims["iss"]
    if claims.get("qsh") in SIGNED:
        signed = SIGNED[claims["qsh"]].replace(THERE, HERE)
        claims["qsh"] = hashlib.sha256(signed.encode()).hexdigest()
    first, second, signature = text.split(".")
    own = FILE["tenants"]["tenant-a"].encode()
    hashed = {"HS256": "sha256", "HS512": "sha512"}[header["alg"]]
    by_own = _plain(hmac.digest(own, f"{first}.{second}".encode(), hashed)) == signature
    secret = site.secret if by_own else FILE["tenants"]["tenant-b"]
    unsigned = f"{first}.{_plain(json.dumps(claims).encode())}"
    return f"{unsigned}.{_plain(hmac.digest(secret.encode(), unsigned.encode(), hashed))}"


def _plain(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


async def _ask(site: Stage, case: dict[str, Any], token: str) -> httpx.Response:
    """Send the request of a case, its path as it is written, to the place where an app asks about itself."""
    path, _, query = case["url"].removeprefix(BASE).partition("?")
    kept = "&".join(part for part in query.split("&") if part and not part.startswith("jwt="))
    path = path.replace(THERE, HERE)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await site.host.app({**scope, "path": path, "raw_path": path.encode()}, receive, send)

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=SITE) as client:
        headers = {"Authorization": f"JWT {token}"}
        return await client.request(case["method"], f"{HERE}?{kept}", headers=headers)


@pytest.mark.parametrize("case", _of("I"), ids=lambda case: case["id"])
async def test_an_app_gets_what_it_signed_for_and_nothing_else(installed: Stage, case: dict[str, Any]) -> None:
    answer = await _ask(installed, case, _token(case, installed))
    expected = NOTHING_THERE.get(case["id"], {"accept": 200, "reject": 401}[case["expect"]])
    assert answer.status_code == expected, (case["why"], answer.text)


@pytest.mark.parametrize("case", _of("X"), ids=lambda case: case["id"])
async def test_a_token_for_scripts_of_the_app_is_none_for_the_site(installed: Stage, case: dict[str, Any]) -> None:
    answer = await _ask(installed, case | {"method": "GET"}, _token(case, installed))
    assert (answer.status_code, answer.json()) == (401, {"code": 401, "message": "Unauthorized"})


@pytest.mark.parametrize("case", [case for case in _of("A", "U") if case.get("token")], ids=lambda case: case["id"])
async def test_a_token_that_was_made_for_an_app_opens_no_site(installed: Stage, case: dict[str, Any]) -> None:
    sent = {"url": f"{BASE}{THERE}?fakeProperty=1", "method": "GET"}
    answer = await _ask(installed, sent, case["token"].strip())
    assert (answer.status_code, answer.json()) == (401, {"code": 401, "message": "Unauthorized"})
