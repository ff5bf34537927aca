"""The vendor's side: an own listing, its review, and tokens that open it for one site each."""

import html
import re

import httpx
import pytest

from tests.lab.jira.outside import BASE_URL, DESCRIPTOR_URL, descriptor
from tests.lab.marketplace.conftest import KEY as TAKEN
from tests.lab.marketplace.conftest import VENDOR, Stage
from wizard.lab.marketplace.catalogue import APPROVAL_S
from wizard.lab.marketplace.listing import MOST_TOKENS

LISTINGS = "/manage/listings"
KEY = "gitlab-jira-connect-gitlab.example.com"
ADDON = f"/rest/2/addons/{KEY}"
TOKENS = f"/manage/plugins/{KEY}/private-listings"
SITE = "acme.atlassian.net"


def form_token(page: httpx.Response) -> dict[str, str]:
    found = re.search(r'name="form_token" value="([^"]+)"', page.text)
    assert found is not None, page.text
    return {"form_token": found[1]}


async def sign_in(stage: Stage, password: str = VENDOR.password) -> httpx.Response:
    return await stage.client.post("/login", data={"username": VENDOR.email, "password": password})


async def submit(stage: Stage, url: str = DESCRIPTOR_URL, visibility: str = "private") -> httpx.Response:
    form = form_token(await stage.client.get(LISTINGS))
    return await stage.client.post(LISTINGS, data=form | {"descriptor_url": url, "visibility": visibility})


async def make_token(stage: Stage, state: str = "ACTIVE_TRIAL", site: str = SITE) -> httpx.Response:
    form = form_token(await stage.client.get(TOKENS))
    return await stage.client.post(TOKENS, data=form | {"site": site, "state": state})


async def addresses(stage: Stage) -> list[str]:
    """Return the installation URLs of the listing, oldest first."""
    page = (await stage.client.get(TOKENS)).text
    return [html.unescape(found) for found in re.findall(r'href="([^"]+access-token=[^"]+)"', page)]


@pytest.fixture
async def vendor(stage: Stage) -> Stage:
    """The stage with the vendor signed in, whose descriptor is to be had."""
    stage.internet.offer(descriptor(key=KEY))
    assert (await sign_in(stage)).headers["location"] == LISTINGS
    return stage


@pytest.fixture
async def listed(vendor: Stage) -> Stage:
    """The stage with a private listing that was approved."""
    assert (await submit(vendor)).status_code == 303
    vendor.clock.time += APPROVAL_S
    return vendor


async def test_strangers_see_the_form_and_wrong_passwords_open_nothing(stage: Stage) -> None:
    assert (await stage.client.get(LISTINGS)).headers["location"] == "/login"
    assert (await sign_in(stage, "wrong")).status_code == 401
    assert (await stage.client.get(LISTINGS)).status_code == 302
    assert (await sign_in(stage)).status_code == 303
    assert (await stage.client.get(LISTINGS)).status_code == 200


async def test_a_form_from_elsewhere_lists_nothing(vendor: Stage) -> None:
    forged = {"form_token": "forged", "descriptor_url": DESCRIPTOR_URL, "visibility": "private"}
    assert (await vendor.client.post(LISTINGS, data=forged)).status_code == 403
    assert len(vendor.host.truth()["listings"]) == 1


async def test_a_listing_waits_for_review_before_anybody_reads_it(vendor: Stage) -> None:
    await submit(vendor)
    assert "submitted, review until about" in (await vendor.client.get(LISTINGS)).text
    vendor.clock.time += APPROVAL_S - 1
    assert (await vendor.client.get(ADDON)).status_code == 404
    vendor.clock.time += 1
    assert (await vendor.get(ADDON))["status"] == "private"


async def test_a_public_listing_needs_no_token_once_it_is_approved(vendor: Stage) -> None:
    await submit(vendor, visibility="public")
    vendor.clock.time += APPROVAL_S
    shown = await vendor.get(f"{ADDON}/versions/latest?hosting=cloud")
    assert (await vendor.get(shown["_links"]["artifact"]["href"]))["baseUrl"] == BASE_URL
    assert (await vendor.client.get(TOKENS)).status_code == 404


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://gitlab.example.com/a.json", "must begin with https://"),
        ("https://nobody.example/a.json", "could not be read"),
        ("no address", "must begin with https://"),
    ],
)
async def test_what_is_no_address_of_a_descriptor_is_refused(vendor: Stage, url: str, said: str) -> None:
    refused = await submit(vendor, url)
    assert refused.status_code == 409
    assert said in refused.text
    assert (await submit(vendor)).status_code == 303


async def test_the_key_of_another_listing_is_refused(vendor: Stage) -> None:
    vendor.internet.offer(descriptor(key=TAKEN))
    assert f"The app key {TAKEN} is taken by another listing." in (await submit(vendor)).text


async def test_no_connect_app_is_listed_after_the_end(later: Stage) -> None:
    later.internet.offer(descriptor(key=KEY))
    await sign_in(later)
    assert "Since 2025-09-17 the Marketplace takes no new Connect apps." in (await submit(later)).text


async def test_a_token_opens_the_file_and_is_good_for_its_site_alone(listed: Stage) -> None:
    await make_token(listed)
    (address,) = await addresses(listed)
    assert (await listed.get(address))["key"] == KEY
    assert (await listed.client.get(address.partition("?")[0])).status_code == 404
    token = address.rpartition("=")[2]
    assert await listed.get(f"{ADDON}/tokens/{token}?site={SITE}") == {"state": "ACTIVE_TRIAL", "valid": True}
    assert (await listed.client.get(f"{ADDON}/tokens/{token}?site=other.atlassian.net")).status_code == 404


async def test_a_token_that_has_ended_is_known_and_opens_nothing(listed: Stage) -> None:
    await make_token(listed, "INACTIVE_SUBSCRIPTION")
    (address,) = await addresses(listed)
    assert (await listed.client.get(address)).status_code == 404
    shown = await listed.get(f"{ADDON}/tokens/{address.rpartition('=')[2]}?site={SITE}")
    assert shown == {"state": "INACTIVE_SUBSCRIPTION", "valid": False}


async def test_a_deleted_token_is_gone(listed: Stage) -> None:
    await make_token(listed)
    (address,) = await addresses(listed)
    token = address.rpartition("=")[2]
    form = form_token(await listed.client.get(TOKENS))
    assert (await listed.client.post(f"{TOKENS}/{token}/delete", data=form)).headers["location"] == TOKENS
    assert await addresses(listed) == []
    assert (await listed.client.get(address)).status_code == 404


async def test_there_are_at_most_fifty_active_tokens(listed: Stage) -> None:
    await make_token(listed, "INACTIVE_TRIAL")
    for number in range(MOST_TOKENS):
        assert (await make_token(listed, site=f"site-{number}.atlassian.net")).status_code == 303
    refused = await make_token(listed)
    assert refused.status_code == 409
    assert "at most 50 active tokens" in refused.text
    token = (await addresses(listed))[-1].rpartition("=")[2]
    await listed.client.post(f"{TOKENS}/{token}/delete", data=form_token(await listed.client.get(TOKENS)))
    assert (await make_token(listed)).status_code == 303


async def test_the_listing_of_another_vendor_has_no_tokens_for_us(vendor: Stage) -> None:
    assert (await vendor.client.get(f"/manage/plugins/{TAKEN}/private-listings")).status_code == 404
