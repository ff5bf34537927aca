"""What GitLab brings along for the integration: its version, its projects, what was set there, who sees what."""

from dataclasses import replace

import pytest

from tests.checks.fake_integration import INHERITED, OWN
from wizard.checks import by_id
from wizard.checks._looked_at import MOST_PAGES, MOST_READ
from wizard.domain.errors import Refused
from wizard.domain.findings import Severity
from wizard.domain.gitlab import Metadata
from wizard.domain.jira_integration import Auth
from wizard.domain.text import render
from wizard.domain.version import Version

VERSION, ISSUES, IMPORTED = (
    by_id("integration-version"),
    by_id("integration-gitlab-issues"),
    by_id("integration-imported"),
)
OVERRIDES, AUDIENCE, MARKDOWN = (
    by_id("integration-overrides"),
    by_id("integration-audience"),
    by_id("integration-markdown"),
)
STAYS = by_id("integration-inherited-before")
REACH, LICENCE = by_id("integration-reach"), by_id("integration-licence")
BLOCKER, WARNING = Severity.BLOCKER, Severity.WARNING


@pytest.fixture
def wanted(world):
    world.integrate()
    return world


def be(world, version: Version) -> None:
    world.gitlab.metadata_ = Metadata(version, f"{version}-ee", enterprise=True)


def change_project(world, **changed: object) -> None:
    world.gitlab.projects["platform/app"] = replace(world.gitlab.projects["platform/app"], **changed)


@pytest.mark.parametrize(
    ("changed", "without", "since", "severity"),
    [
        ({"integration_auth": Auth.TOKEN}, Version(15, 11, 13), Version(16, 0), BLOCKER),
        ({"integration_auth": Auth.SERVICE_ACCOUNT}, Version(19, 0, 9), Version(19, 1), BLOCKER),
        ({"integration_project_keys": ("PLAT", "WEB")}, Version(16, 11, 9), Version(17, 0), WARNING),
        ({"integration_push_checks": ("exists",)}, Version(18, 2, 9), Version(18, 3), WARNING),
    ],
)
async def test_what_a_version_does_not_know_is_said(wanted, changed, without, since, severity) -> None:
    wanted.answers = wanted.answers.with_(**changed)
    be(wanted, without)
    found = [one for one in (await wanted.ask(VERSION)).findings if one.code == "integration-gitlab-too-old"]
    assert [one.severity for one in found] == [severity]
    be(wanted, since)
    assert "integration-gitlab-too-old" not in await wanted.codes(VERSION)


@pytest.mark.parametrize(("version", "expected"), [(Version(16, 8, 9), True), (Version(16, 9), False)])
async def test_before_16_9_a_jira_that_is_down_breaks_the_page(wanted, version, expected) -> None:
    be(wanted, version)
    assert ("gitlab-version-jira-down" in await wanted.codes(VERSION)) is expected


@pytest.mark.parametrize(
    ("version", "pattern", "expected"),
    [
        (Version(16, 1), "[A-Z]+-[0-9]+", True),
        (Version(16, 1, 5), "", False),
        (Version(16, 0, 8), "[A-Z]+-[0-9]+", False),
        (Version(16, 2), "[A-Z]+-[0-9]+", False),
    ],
)
async def test_in_16_1_a_pattern_of_ones_own_matches_nothing(wanted, version, pattern, expected) -> None:
    be(wanted, version)
    wanted.answers = wanted.answers.with_(integration_issue_regex=pattern)
    assert ("gitlab-version-regex" in await wanted.codes(VERSION)) is expected


@pytest.mark.parametrize(("level", "expected"), [("disabled", ["gitlab-issues-disabled"]), ("private", []), ("", [])])
async def test_gitlab_s_own_issues_must_be_on(wanted, level: str, expected) -> None:
    change_project(wanted, issues=level)
    assert await wanted.codes(ISSUES) == expected


async def test_only_the_project_of_the_test_stops_the_way(wanted) -> None:
    wanted.gitlab.projects["platform/web"] = replace(
        wanted.gitlab.projects["platform/app"], path="platform/web", issues="disabled"
    )
    wanted.answers = wanted.answers.with_(integration_projects=("platform/app", "platform/web", "platform/gone"))
    assert [one.severity for one in (await wanted.ask(ISSUES)).findings] == [WARNING]
    change_project(wanted, issues="disabled")
    assert [one.severity for one in (await wanted.ask(ISSUES)).findings] == [BLOCKER]


@pytest.mark.parametrize(
    ("imported", "saved", "expected"),
    [
        ("gitlab_project", "2026-11-01T10:00:00Z", ["integration-imported-dead"]),
        ("gitlab_project", "2026-11-02T10:00:00Z", []),
        ("", "2026-11-01T10:00:00Z", []),
    ],
)
async def test_an_integration_that_nobody_saved_since_the_import_is_dead(wanted, imported, saved, expected) -> None:
    change_project(wanted, imported=imported, created_at="2026-11-01T10:00:00Z")
    wanted.gitlab.integrations_ = {"platform/app": replace(OWN, updated_at=saved)}
    assert await wanted.codes(IMPORTED) == expected


async def test_an_integration_that_is_off_or_inherited_did_not_come_with_the_import(wanted) -> None:
    change_project(wanted, imported="gitlab_project", created_at="2026-11-01T10:00:00Z")
    for harmless in (None, INHERITED, replace(OWN, active=False, updated_at="2026-11-01T10:00:00Z")):
        wanted.gitlab.integrations_ = {"platform/app": harmless}
        assert await wanted.codes(IMPORTED) == []


async def test_projects_with_settings_of_their_own_do_not_hear_of_those_above(wanted) -> None:
    wanted.answers = wanted.answers.with_(integration_scope="group", integration_groups=("platform",))
    assert await wanted.codes(OVERRIDES) == []
    wanted.gitlab.integrations_ = {"platform/app": OWN}
    (found,) = (await wanted.ask(OVERRIDES)).findings
    assert (found.code, found.facts["projects"]) == ("integration-overrides", "platform/app")
    wanted.gitlab.integrations_ = {"platform/app": Refused("http-403", {"status": "403"})}
    assert await wanted.codes(OVERRIDES) == []


def test_overrides_are_a_matter_of_groups_and_the_instance_alone(wanted) -> None:
    applies = {
        one
        for one in ("project", "group", "instance")
        if OVERRIDES.applies(wanted.answers.with_(integration_scope=one))
    }
    assert applies == {"group", "instance"}


@pytest.mark.parametrize(
    ("visibility", "private", "expected"),
    [
        ("public", True, 1),
        ("internal", None, 1),
        ("internal", False, 0),
        ("private", True, 1),
        ("private", None, 0),
        ("", True, 0),
    ],
)
async def test_issues_are_exposed_where_more_people_see_gitlab_than_jira(wanted, visibility, private, expected) -> None:
    change_project(wanted, visibility=visibility)
    wanted.account.projects["PLAT"] = replace(wanted.account.projects["PLAT"], private=private)
    assert await wanted.codes(AUDIENCE) == ["integration-issues-exposed"] * expected


def test_without_the_view_nobody_new_sees_issues(wanted) -> None:
    assert not AUDIENCE.applies(wanted.answers.with_(integration_project_keys=()))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="https://jira-old.example.com/browse/PLAT-1">', ["integration-markdown-cached"]),
        ('<a href="https://acme.atlassian.net/browse/PLAT-1">', []),
        ('<a href="https://docs.example.com/page">', []),
        ("PLAT-1", []),
    ],
)
async def test_texts_that_link_to_another_jira_are_kept_from_before(wanted, html: str, expected) -> None:
    wanted.gitlab.texts_ = (html,)
    assert await wanted.codes(MARKDOWN) == expected


async def test_there_is_nothing_to_look_at_without_a_project(wanted) -> None:
    wanted.gitlab.projects = {}
    assert await wanted.codes(MARKDOWN) == []


@pytest.mark.parametrize("chosen", [{"integration_groups": ("platform",)}, {"integration_search": "shop"}])
async def test_projects_that_are_chosen_many_at_once_are_looked_at_too(wanted, chosen) -> None:
    shut = replace(wanted.gitlab.projects["platform/app"], path="platform/shop", issues="disabled")
    wanted.gitlab.listed_ = [shut]
    wanted.answers = wanted.answers.with_(integration_projects=(), **chosen)
    (found,) = (await wanted.ask(ISSUES)).findings
    assert (found.facts["projects"], found.severity) == ("platform/shop", WARNING)
    assert wanted.gitlab.listed == [("platform", "") if "integration_groups" in chosen else ("", "shop")]


async def test_all_projects_that_are_chosen_are_looked_at(wanted) -> None:
    one = wanted.gitlab.projects["platform/app"]
    wanted.gitlab.listed_ = [replace(one, path=f"platform/p{number}", issues="disabled") for number in range(46)]
    wanted.answers = wanted.answers.with_(integration_groups=("platform",))
    seen = await wanted.ask(ISSUES)
    assert seen.findings[0].facts["projects"] == (
        "platform/p0, platform/p1, platform/p2, platform/p3, platform/p4, … (+41)"
    )
    assert render(seen.note) == "47 projects looked at"


async def test_one_project_is_one(wanted) -> None:
    assert render((await wanted.ask(ISSUES)).note) == "1 project looked at"
    assert render((await wanted.ask(IMPORTED)).note) == "0 projects came with an import"


async def test_where_not_all_can_be_looked_at_it_is_said_how_many_are_chosen(wanted) -> None:
    named = tuple(f"platform/p{number}" for number in range(300))
    one = wanted.gitlab.projects["platform/app"]
    wanted.gitlab.projects = {path: replace(one, path=path) for path in named}
    wanted.answers = wanted.answers.with_(integration_projects=named, proof_project=named[0])
    assert render((await wanted.ask(ISSUES)).note) == f"{MOST_READ} of 300 chosen projects looked at"


async def test_a_project_that_gitlab_does_not_show_counts_as_not_looked_at(wanted) -> None:
    wanted.answers = wanted.answers.with_(integration_projects=("platform/app", "platform/hidden"))
    assert render((await wanted.ask(ISSUES)).note) == "1 of 2 chosen projects looked at"


@pytest.mark.parametrize(("version", "codes"), [((17, 2), ["integration-perhaps-inherited"]), ((17, 3), [])])
async def test_before_17_3_what_is_on_may_come_from_above(wanted, version, codes) -> None:
    be(wanted, Version(*version))
    told = None if version < (17, 3) else False
    wanted.gitlab.integrations_ = {"platform/app": replace(OWN, inherited=told)}
    assert await wanted.codes(STAYS) == codes
    wanted.gitlab.integrations_ = {}
    assert await wanted.codes(STAYS) == []


def test_what_is_to_inherit_may_come_from_above(wanted) -> None:
    assert not STAYS.applies(wanted.answers.with_(integration_inherit=True))
    assert not STAYS.applies(wanted.answers.with_(integration_scope="group"))


async def test_a_list_without_end_is_read_for_a_while(wanted, monkeypatch) -> None:
    one = wanted.gitlab.projects["platform/app"]

    async def endless(*, group: str = "", search: str = "", after: int = 0):
        return [replace(one, path=f"{group}/p{after + number}") for number in range(100)], after + 100

    monkeypatch.setattr(wanted.gitlab, "all_projects", endless)
    wanted.answers = wanted.answers.with_(integration_groups=("platform",))
    most = MOST_PAGES * 100 + 1
    assert render((await wanted.ask(ISSUES)).note) == f"{most} of {most}+ chosen projects looked at"


async def test_projects_that_show_the_same_issues_to_the_same_people_are_one_finding(wanted) -> None:
    change_project(wanted, visibility="public")
    one = wanted.gitlab.projects["platform/app"]
    wanted.gitlab.listed_ = [replace(one, path=f"platform/p{number}") for number in range(46)]
    wanted.account.projects["PLAT"] = replace(wanted.account.projects["PLAT"], private=True)
    wanted.answers = wanted.answers.with_(integration_groups=("platform",))
    seen = await wanted.ask(AUDIENCE)
    (found,) = seen.findings
    assert (found.code, found.facts["count"], found.facts["visibility"]) == (
        "integration-issues-exposed",
        "47",
        "public",
    )
    assert render(seen.note) == "47 projects looked at"


def test_without_any_project_there_is_nothing_to_look_at(wanted) -> None:
    nothing = wanted.answers.with_(proof_project="", integration_projects=())
    assert [one.id for one in (ISSUES, IMPORTED) if one.applies(nothing)] == []


async def test_texts_that_the_plan_has_rendered_anew_are_no_finding(wanted) -> None:
    wanted.gitlab.texts_ = ('<a href="https://jira-old.example.com/browse/PLAT-1">',)
    wanted.answers = wanted.answers.with_(integration_refresh_markdown=True)
    seen = await wanted.ask(MARKDOWN)
    assert seen.findings == ()
    assert "https://jira-old.example.com" in render(seen.note)


@pytest.mark.parametrize(
    ("chosen", "codes"),
    [
        ({"integration_groups": ("platform",)}, ["integration-only-maintained"]),
        ({"integration_search": "app"}, ["integration-only-maintained"]),
        ({"integration_projects": (), "integration_from_url": "https://jira.old"}, ["integration-only-maintained"]),
    ],
)
async def test_who_is_no_administrator_hears_that_lists_have_only_what_it_maintains(wanted, chosen, codes) -> None:
    wanted.answers = wanted.answers.with_(**chosen)
    wanted.gitlab.user_ = replace(wanted.gitlab.user_, is_admin=False)
    found = (await wanted.ask(REACH)).findings
    assert [one.code for one in found] == codes
    assert (found[0].severity is WARNING) is bool(wanted.answers.integration.from_url)
    wanted.gitlab.user_ = replace(wanted.gitlab.user_, is_admin=True)
    assert await wanted.codes(REACH) == []


async def test_projects_that_are_named_one_by_one_need_no_list(wanted) -> None:
    assert not REACH.applies(wanted.answers)


@pytest.mark.parametrize(
    ("changed", "too_low", "enough"),
    [
        ({"integration_project_keys": ("PLAT",)}, "free", "premium"),
        ({"integration_push_checks": ("exists",)}, "free", "premium"),
        ({"integration_vulnerabilities_project": "PLAT"}, "premium", "ultimate"),
    ],
)
async def test_what_the_licence_does_not_have_is_said(wanted, changed, too_low, enough) -> None:
    nothing = {"project_keys": (), "push_checks": (), "vulnerabilities_project": ""}
    wanted.answers = wanted.answers.with_(
        **{**{f"integration_{name}": one for name, one in nothing.items()}, **changed}
    )
    wanted.gitlab.plan_ = too_low
    (found,) = (await wanted.ask(LICENCE)).findings
    assert (found.code, found.severity, found.facts["needed"]) == (
        "integration-licence-too-low",
        WARNING,
        enough.capitalize(),
    )
    for known in (enough, ""):
        wanted.gitlab.plan_ = known
        assert await wanted.codes(LICENCE) == []


@pytest.mark.parametrize(
    "other", [{"inherit": True}, {"from_url": "https://jira.old"}, {"renew_password": True}], ids=str
)
def test_the_licence_matters_to_own_fields_alone(wanted, other) -> None:
    assert LICENCE.applies(wanted.answers)
    assert not LICENCE.applies(wanted.answers.with_(**{f"integration_{name}": one for name, one in other.items()}))
