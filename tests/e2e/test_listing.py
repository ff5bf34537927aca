"""The own private listing: run, wait, undo and check; the access token stays between Marketplace and Jira."""

from pathlib import Path

import httpx

from tests.e2e.served_lab import ServedLab, writes_without_read_back
from tests.e2e.test_manual import KEY, settings, site
from tests.e2e.test_run import HOPS
from tests.e2e.trust import context

TEN_DAYS = 10 * 24 * 3600


def at_marketplace(lab: ServedLab) -> list[tuple[str, str]]:
    """Return what was read of the Marketplace by its interface; the person of the lab uses its pages."""
    rows = [row for row in lab.from_desktop() if str(row["path"]).startswith("/rest/2/")]
    return sorted({(str(row["method"]), str(row["path"])) for row in rows})


def license_token(lab: ServedLab) -> str:
    """Return the access token that the site holds, as its administrator sees it."""
    jira = lab.ready["jira"]
    path = f"{jira['url']}/rest/plugins/1.0/license-tokens/{KEY}-key"
    with httpx.Client(proxy=lab.ready["proxy"], verify=context(lab.ready["ca_file"]), trust_env=False) as client:
        return str(client.get(path, auth=(jira["email"], jira["token"])).json()["token"])


def test_a_run_connects_by_an_approved_listing_and_proves_it(listing: ServedLab) -> None:
    done = listing.run()
    assert done.code == 0, done.err
    assert [hop["name"] for hop in done.json["proof"]["hops"]] == HOPS
    assert [row["id"] for row in done.json["applied"]] == ["gitlab-oauth-application", "gitlab-application-id"]
    assert site(listing) == {"apps": {KEY: True}, "mode": False}
    (application,) = listing.api("GET", "/api/v4/applications")
    assert application["callback_url"] == "https://gitlab.example.com/-/jira_connect/oauth_callbacks"
    assert at_marketplace(listing) == [("GET", f"/rest/2/addons/{KEY}")]
    assert writes_without_read_back(listing.from_desktop()) == []


def test_undo_restores_gitlab_and_leaves_the_app_to_people(listing: ServedLab) -> None:
    before = (settings(listing), listing.api("GET", "/api/v4/applications"))
    assert listing.run().code == 0
    done = listing.wizard("undo", "--json")
    assert done.code == 0, done.err
    assert [row["state"] for row in done.json["undone"]] == ["undone"] * 2
    assert (settings(listing), listing.api("GET", "/api/v4/applications")) == before
    assert site(listing)["apps"] == {KEY: True}


def test_a_check_of_what_stands_names_only_the_end_of_connect(listing: ServedLab) -> None:
    assert listing.run().code == 0
    done = listing.wizard("check", str(listing.answers), "--json")
    assert done.code == 0, done.err
    assert done.codes() == ["marketplace-listing-ends"]


def test_without_a_listing_the_run_warns_waits_for_the_approval_and_goes_on_later(
    manual: ServedLab, tmp_path: Path
) -> None:
    answers = manual.answers.with_name("listing.toml")
    rehearsed = manual.run("--dry-run", answers=answers)
    assert rehearsed.code == 0, rehearsed.err
    assert "marketplace-listing-missing" in rehearsed.codes()
    waiting = manual.run(answers=answers)
    assert waiting.code == 1, waiting.err
    assert "marketplace-approval" in waiting.json["waiting"]
    assert site(manual)["apps"] == {}
    manual.control("POST", "/clock", {"advance_s": TEN_DAYS})
    done = manual.run(answers=answers)
    assert done.code == 0, done.err
    assert done.json["session"] == waiting.json["session"]
    assert site(manual) == {"apps": {KEY: True}, "mode": False}


def test_no_access_token_is_kept_anywhere(listing: ServedLab, tmp_path: Path) -> None:
    assert listing.run().code == 0
    assert listing.wizard("check", str(listing.answers), "--json").code == 0
    token = license_token(listing)
    data = Path(listing.environment["XDG_DATA_HOME"])
    files = [one for one in data.rglob("*") if one.is_file()]
    assert files
    assert [one for one in files if token.encode() in one.read_bytes()] == []
