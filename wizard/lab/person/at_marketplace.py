"""What a vendor does in the Marketplace: sign in, list an app privately, make a token for a site."""

import re
from collections.abc import Mapping
from typing import Any

from wizard.lab.person.browser import Browser, page_of
from wizard.lab.person.failure import Blocked
from wizard.lab.person.page import Page

MARKETPLACE = "https://marketplace.atlassian.com"
_LISTINGS = f"{MARKETPLACE}/manage/listings"
_WAITS = re.compile(r"submitted, (in review|review until about \S+)")
_SEEN = 500


def sign_in(browser: Browser, ready: Mapping[str, Any]) -> None:
    """Sign in as the vendor."""
    account = ready["hosts"][MARKETPLACE]
    answer = browser.open(f"{MARKETPLACE}/login")
    form = page_of(answer).form("login")
    if form is None:
        raise Blocked(page_of(answer).text[:_SEEN] or "There is no login form.")
    done = browser.submit(str(answer.url), form, {"username": account["user"], "password": account["token"]})
    if done.status_code >= 400:
        raise Blocked(page_of(done).alert or "You could not be signed in.")


def look_at_listings(browser: Browser) -> Page:
    """Open the vendor's listings."""
    answer = browser.open(_LISTINGS)
    found = page_of(answer)
    if answer.status_code >= 400 or found.form("create-listing") is None:
        raise Blocked(found.text[:_SEEN] or "The listings do not open.")
    return found


def list_app(browser: Browser, key: str, descriptor: str) -> None:
    """Submit the app as a private one, unless it is listed already."""
    listings = look_at_listings(browser)
    form = listings.form("create-listing")
    if _tokens_link(key) in listings.links or form is None:
        return
    done = browser.submit(_LISTINGS, form, {"descriptor_url": descriptor, "visibility": "private"})
    if done.status_code >= 400:
        raise Blocked(page_of(done).alert or "The app was not listed.")


def see_approved(browser: Browser, key: str) -> None:
    """Look whether the listing is through the review."""
    listings = look_at_listings(browser)
    if _tokens_link(key) not in listings.links:
        raise Blocked("You have no private listing of this app.")
    waits = _WAITS.search(listings.text)
    if waits is not None:
        raise Blocked(waits[0])


def make_token(browser: Browser, key: str, site: str) -> None:
    """Make a token that opens the private listing for this site, unless there is one."""
    at, page = _tokens(browser, key)
    form = page.form("create-token")
    if _installations(page) or form is None:
        return
    done = browser.submit(at, form, {"site": site})
    if done.status_code >= 400:
        raise Blocked(page_of(done).alert or "No token was made.")


def installation_url(browser: Browser, key: str) -> str:
    """Return the address that installs the private listing, with its token."""
    found = _installations(_tokens(browser, key)[1])
    if not found:
        raise Blocked("There is no access token yet.")
    return found[-1]


def _tokens(browser: Browser, key: str) -> tuple[str, Page]:
    answer = browser.open(f"{MARKETPLACE}/manage/plugins/{key}/private-listings")
    found = page_of(answer)
    if answer.status_code >= 400 or found.form("create-token") is None:
        raise Blocked(found.text[:_SEEN] or "The private listing does not open.")
    return str(answer.url), found


def _installations(page: Page) -> list[str]:
    return [target for name, target in page.links.items() if name.startswith("install-")]


def _tokens_link(key: str) -> str:
    return f"private-listings-{key}"
