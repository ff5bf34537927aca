"""The Marketplace read as anybody: no token goes there, no redirect is followed, its words are plain."""

import pytest

from tests.adapters.door_kit import InstantClock, kit
from tests.adapters.fault_server import answer, fault_server, redirect
from wizard.adapters.http import marketplace
from wizard.domain.errors import Refused, Unexpected
from wizard.domain.marketplace import Listing

KEY = "gitlab-jira-connect-gitlab.example.com"
SHOWN = {"key": KEY, "name": "GitLab for Jira", "_embedded": {"vendor": {"name": "Acme"}}, "status": "private"}


async def ask(monkeypatch: pytest.MonkeyPatch, said: object) -> tuple[Listing | None, bytes]:
    async with fault_server(said) as server, kit(server.url) as one:
        monkeypatch.setattr(marketplace, "MARKETPLACE", str(server.url))
        found = await marketplace.HttpMarketplace(one.door, one.clock).listing(KEY)
        return found, server.requests[0]


async def test_a_listing_is_read_by_its_key_without_any_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    found, request = await ask(monkeypatch, answer(200, SHOWN))
    assert found == Listing("GitLab for Jira", "Acme")
    assert request.startswith(f"GET /rest/2/addons/{KEY} ".encode())
    assert b"authorization" not in request.lower()
    assert b"cookie" not in request.lower()


async def test_what_is_not_shown_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (await ask(monkeypatch, answer(404, {"errors": []})))[0] is None


async def test_hostile_words_are_cut_and_made_visible(monkeypatch: pytest.MonkeyPatch) -> None:
    said = SHOWN | {"name": "x" * 500, "_embedded": {"vendor": {"name": "Ac\u202eme\n"}}}
    found, _request = await ask(monkeypatch, answer(200, said))
    assert found is not None
    assert len(found.name) == 200
    assert "\u202e" not in found.vendor
    assert "\n" not in found.vendor


async def test_other_refusals_and_redirects_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="http-403"):
        await ask(monkeypatch, answer(403, {}))
    with pytest.raises(Unexpected):
        await ask(monkeypatch, redirect(301, "https://elsewhere.example"))


async def test_an_answer_that_is_young_enough_is_given_again_and_a_fresh_one_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with fault_server(answer(404, {}), answer(200, SHOWN), answer(200, SHOWN)) as server, kit(server.url) as one:
        monkeypatch.setattr(marketplace, "MARKETPLACE", str(server.url))
        asked = marketplace.HttpMarketplace(one.door, one.clock)
        assert await asked.listing(KEY, within_s=60) is None
        assert await asked.listing(KEY, within_s=60) is None
        assert len(server.requests) == 1
        assert await asked.listing(KEY) is not None
        assert await asked.listing(KEY, within_s=60) is not None
        assert len(server.requests) == 2
        later = InstantClock(one.clock.now() + 60)
        monkeypatch.setattr(asked, "_clock", later)
        await asked.listing(KEY, within_s=60)
        assert len(server.requests) == 3
