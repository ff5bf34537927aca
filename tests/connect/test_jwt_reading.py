import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from wizard.connect.jwt_reading import (
    JwtError,
    Policy,
    Request,
    choose,
    read,
    signature_holds,
    verify_context,
    verify_iframe,
    verify_lifecycle,
)
from wizard.connect.lifecycle_event import EventError, read_installed
from wizard.domain.secret import Secret

CASES = Path(__file__).parents[3] / "shared/reference/vectors/own/connect_jwt_cases.json"


def _cases() -> dict:
    if not CASES.exists():
        pytest.skip("the token cases are not beside this checkout")
    return json.loads(CASES.read_text())


class _Receiver:
    """Does with a request what a receiver of Connect tokens does: choose the token, verify it, read the body."""

    def __init__(self, data: Mapping) -> None:
        self._data = data
        policy = data["policy"]
        self._policy = Policy(
            base_path=urlsplit(policy["base_url"]).path,
            audiences=(policy["base_url"],),
            leeway_s=policy["leeway_s"],
            max_lifetime_s=policy["max_lifetime_s"],
            max_token_bytes=policy["max_token_bytes"],
        )
        self.tenants: dict[str, str] = {}

    def _secret_of(self, client_key: str) -> Secret | None:
        found = self._data["tenants"].get(client_key)
        return Secret(found) if found else None

    def _key_of(self, case: Mapping):
        keys = dict.fromkeys(self._data["key_server"], self._data["keys"]["weak1024_public"])
        return (keys if case.get("key_server") == "weak1024" else self._data["key_server"]).get

    def verdict(self, case: Mapping, token: str | None) -> str:
        query = parse_qs(urlsplit(case["url"]).query).get("jwt", [None])[0]
        header = token if case["token_in"] == "authorization" else None
        request = Request(case["method"], case["url"])
        now = float(self._data["clock_now"])
        try:
            chosen = choose(header, case.get("also_query_jwt") or query)
            if case["endpoint"] == "iframe":
                verify_iframe(chosen, request, self._secret_of, self._policy, now)
                return "accept"
            if case["endpoint"] == "context":
                verify_context(chosen, self._secret_of, self._policy, now)
                return "accept"
            verify_lifecycle(chosen, request, case["body"]["clientKey"], self._key_of(case), self._policy, now)
        except JwtError:
            return "reject"
        return self._take(case)

    def _take(self, case: Mapping) -> str:
        if case["endpoint"] != "installed":
            return "accept"
        try:
            tenant = read_installed(case["body"])
        except EventError:
            return "reject_422"
        known = self.tenants.get(tenant.client_key)
        self.tenants[tenant.client_key] = tenant.shared_secret.reveal()
        return "accept_idempotent" if case.get("after") and known == tenant.shared_secret.reveal() else "accept"


def test_every_connect_token_case_is_decided_as_the_policy_says() -> None:
    data = _cases()
    receiver = _Receiver(data)
    wrong = {}
    for case in data["cases"]:
        # The one case without a token is a recipe: a payload 100,000 levels deep.
        token = "e30." + "W1tbW1tb" * 16_667 + ".e30" if "recipe" in case else case["token"]
        seen = receiver.verdict(case, token)
        if seen != case["expect"]:
            wrong[case["id"]] = (seen, case["why"])
    assert (len(data["cases"]), wrong) == (95, {})
    assert len(receiver.tenants) == 1


def test_deep_payloads_within_the_size_limit_are_refused_without_a_crash() -> None:
    with pytest.raises(JwtError, match="jwt-form"):
        read("e30." + "W1tbW1tb" * 900 + ".e30")


@pytest.mark.parametrize(
    "token, code",
    [
        ("", "jwt-form"),
        ("a.b", "jwt-form"),
        ("e30.e30.e30=", "jwt-form"),
        ("e30.e30.e3É", "jwt-form"),
        ("e30.W10.e30", "jwt-form"),
        ("e31.e30.e30", "jwt-form"),
        ("x" * 8193, "jwt-too-long"),
    ],
)
def test_only_the_one_canonical_form_is_read(token: str, code: str) -> None:
    with pytest.raises(JwtError) as refused:
        read(token)
    assert refused.value.code == code


@pytest.mark.parametrize("pem", ["", "no pem", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"])
def test_a_broken_key_verifies_nothing(pem: str) -> None:
    assert not signature_holds(read("e30.e30.e30"), pem)


def test_two_equal_tokens_are_one() -> None:
    assert choose("one", "one") == "one"


@pytest.mark.parametrize("pair, code", [((None, ""), "jwt-missing"), (("one", "two"), "jwt-two-tokens")])
def test_none_and_two_different_tokens_are_refused(pair: tuple, code: str) -> None:
    with pytest.raises(JwtError) as refused:
        choose(*pair)
    assert refused.value.code == code
