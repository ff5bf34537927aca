"""The Jira issue integration of one place: what is written, what is compared, and that no stored password is lost."""

from dataclasses import replace

import pytest

from tests.journey.fake_integrations import Stored
from tests.journey.fakes import FakeWorld
from wizard import changes
from wizard.changes import Change, Context, NotPlanned, Values
from wizard.domain.answers import Answers
from wizard.domain.errors import Unexpected
from wizard.domain.jira_integration import Auth, Scope
from wizard.domain.route import Route
from wizard.domain.secret import Secret
from wizard.domain.version import Version

APP = Scope("project", "platform/app")
OLD, NEW = "https://jira.old.example.com", "https://acme.atlassian.net"
ANSWERS = Answers(route=Route.INTEGRATION).with_(
    integration_scope="project",
    integration_projects=("platform/app",),
    integration_web_url=NEW,
    integration_username="dana@acme.example",
)
CHANGE: Change = changes.by_id("gitlab-jira-integration:project:platform/app")


def _context(
    world: FakeWorld,
    answers: Answers = ANSWERS,
    password: str = "fresh",  # noqa: S107 - made up
    before: str = "",
) -> Context:
    given = {
        "integration_password": Secret(password) if password else None,
        "integration_password_before": Secret(before) if before else None,
    }
    return Context(answers, replace(world.ports(), **given), "set-up 7f3a", {})


async def _apply(context: Context, change: Change = CHANGE) -> tuple[Values, Values]:
    before = await change.read(context)
    after = await change.wanted(context, before)
    assert after is not None
    await change.write(context, before, after)
    assert change.holds(await change.read(context), after)
    return before, after


async def _undo(context: Context, before: Values, after: Values) -> None:
    await CHANGE.undo(context, before, after, {})


def _own(world: FakeWorld, **values: object) -> Stored:
    stored = Stored({"url": OLD, "username": "dana", **values}, password="old secret")  # type: ignore[dict-item]  # plain values
    world.the_gitlab.integrations_of[APP] = stored
    return stored


def test_an_id_names_its_place_and_nothing_else_is_a_place() -> None:
    assert CHANGE.id == "gitlab-jira-integration:project:platform/app"
    with pytest.raises(KeyError):
        changes.by_id("gitlab-jira-integration:planet:earth")
    with pytest.raises(KeyError):
        changes.by_id("gitlab-nothing:project:platform/app")


async def test_where_nothing_is_set_up_all_is_written_with_the_password_and_undone_by_removing_it(
    world: FakeWorld,
) -> None:
    context = _context(world)
    before, after = await _apply(context)
    assert (before, after["url"], after["password"]) == ({}, NEW, "new")
    assert world.the_gitlab.integrations_of[APP].password == "fresh"
    assert CHANGE.back(before, after).request == "DELETE /api/v4/projects/platform%2Fapp/integrations/jira"
    await _undo(context, before, after)
    assert await CHANGE.read(context) == {}


async def test_what_is_in_place_is_not_planned_again(world: FakeWorld) -> None:
    context = _context(world)
    await _apply(context)
    assert await CHANGE.wanted(context, await CHANGE.read(context)) is None


async def test_a_change_where_the_jira_stays_takes_the_password_along_and_so_does_its_undo(world: FakeWorld) -> None:
    await _apply(_context(world))
    other = _context(world, ANSWERS.with_(integration_transitions="automatic"), password="another")
    before, after = await _apply(other)
    assert after["password"] == "new"
    assert world.the_gitlab.integrations_of[APP].password == "another"
    assert "keeps the password or token of this set-up" in str(CHANGE.back(before, after).condition)
    assert await CHANGE.about_undo(other, {"before": before, "after": after}) is None
    await _undo(other, before, after)
    assert world.the_gitlab.sent[-1]["jira_issue_transition_automatic"] is False
    assert (await CHANGE.read(other), world.the_gitlab.integrations_of[APP].password) == (before, "another")


async def test_no_write_leaves_without_address_and_password(world: FakeWorld) -> None:
    await _apply(_context(world))
    context = _context(world, ANSWERS.with_(integration_transitions="automatic"), password="")
    with pytest.raises(NotPlanned) as told:
        await CHANGE.wanted(context, await CHANGE.read(context))
    assert told.value.finding.code == "integration-password-needed"
    before, after = await _apply(_context(world, ANSWERS.with_(integration_transitions="automatic")))
    assert await CHANGE.about_undo(context, {"before": before, "after": after}) is not None
    await _undo(_context(world), before, after)
    assert await CHANGE.read(context) == before


@pytest.mark.parametrize("field", ["url", "api_url", "username", "jira_auth_type"])
async def test_another_jira_or_user_takes_the_new_password_along(world: FakeWorld, field: str) -> None:
    base = {"url": NEW, "username": "dana@acme.example", "jira_auth_type": 0}
    _own(world, **(base | {field: 1 if field == "jira_auth_type" else f"{OLD}/other"}))
    _before, after = await _apply(_context(world))
    assert after["password"] == "new"
    assert world.the_gitlab.integrations_of[APP].password == "fresh"


async def test_without_a_password_another_jira_is_not_planned_and_the_stored_one_stays(world: FakeWorld) -> None:
    stored = _own(world)
    context = _context(world, password="")
    with pytest.raises(NotPlanned) as told:
        await CHANGE.wanted(context, await CHANGE.read(context))
    assert told.value.finding.code == "integration-password-needed"
    assert (world.the_gitlab.put_places, stored.password) == ([], "old secret")


async def test_the_gitlab_of_this_test_takes_nothing_without_a_password(world: FakeWorld) -> None:
    _own(world)
    with pytest.raises(Unexpected):
        await world.the_gitlab.put_jira_integration(APP, {"url": NEW}, None)


async def test_settings_of_another_jira_come_back_with_the_password_of_before(world: FakeWorld) -> None:
    _own(world, jira_issue_transition_id="31")
    context = _context(world, before="old secret")
    before, after = await _apply(context)
    assert "https://jira.old" in str(CHANGE.back(before, after).condition)
    assert await CHANGE.about_undo(context, {"before": before, "after": after}) is None
    await _undo(context, before, after)
    stored = world.the_gitlab.integrations_of[APP]
    assert (await CHANGE.read(context), stored.password) == (before, "old secret")


async def test_without_the_password_of_before_an_undo_leaves_it_and_says_so(world: FakeWorld) -> None:
    _own(world)
    context = _context(world)
    before, after = await _apply(context)
    found = await CHANGE.about_undo(context, {"before": before, "after": after})
    assert found is not None
    assert (found.code, found.facts["url"]) == ("undo-integration-password-needed", OLD)


async def test_a_later_change_that_kept_the_password_does_not_hide_that_the_first_replaced_it(world: FakeWorld) -> None:
    _own(world)
    context = _context(world)
    before, _after = await _apply(context)
    found = await CHANGE.about_undo(context, {"before": before, "after": {"url": NEW, "password": "kept"}})
    assert found is not None


async def test_an_override_of_inherited_settings_is_undone_by_inheriting_again(world: FakeWorld) -> None:
    gitlab = world.the_gitlab
    gitlab.default = Stored({"url": OLD, "username": "dana"}, password="of the group")
    gitlab.integrations_of[APP] = Stored(inherits=True)
    context = _context(world)
    before, after = await _apply(context)
    assert before["use_inherited_settings"] is True
    assert gitlab.integrations_of[APP].inherits is False
    await _undo(context, before, after)
    assert gitlab.integrations_of[APP].inherits is True
    assert await CHANGE.read(context) == before


async def test_inheriting_needs_no_password_to_begin_and_the_old_one_to_end(world: FakeWorld) -> None:
    _own(world)
    world.the_gitlab.default = Stored({"url": NEW}, password="of the group")
    context = _context(world, ANSWERS.with_(integration_inherit=True), password="")
    before, after = await _apply(context)
    assert after == {"use_inherited_settings": True}
    assert world.the_gitlab.sent[-1] == {"use_inherited_settings": True, "url": OLD, "password": ""}
    assert await CHANGE.about_undo(context, {"before": before, "after": after}) is not None
    await _undo(_context(world, before="old secret"), before, after)
    assert (await CHANGE.read(context), world.the_gitlab.integrations_of[APP].password) == (before, "old secret")


async def test_where_the_version_does_not_tell_what_inherits_nothing_is_planned(world: FakeWorld) -> None:
    world.the_gitlab.version = Version(17, 2)
    context = _context(world, ANSWERS.with_(integration_inherit=True))
    with pytest.raises(NotPlanned) as told:
        await CHANGE.wanted(context, {})
    assert told.value.finding.code == "integration-inherit-unreadable"


async def test_one_that_was_switched_off_is_switched_on_with_a_password_and_off_again(world: FakeWorld) -> None:
    stored = _own(world, url=NEW, username="dana@acme.example")
    stored.active = False
    context = _context(world)
    before, after = await _apply(context)
    assert (before["active"], after["password"]) == (False, "new")
    assert "switched off before" in str(CHANGE.back(before, after).condition)
    await _undo(context, before, after)
    assert world.the_gitlab.integrations_of[APP].active is False


async def test_a_move_takes_only_what_leads_to_the_old_jira_and_leaves_what_a_project_does_with_issues(
    world: FakeWorld,
) -> None:
    _own(world, jira_issue_transition_id="31", project_keys=["OPS"], issues_enabled=True)
    move = _context(world, ANSWERS.with_(integration_from_url=f"{OLD}/"))
    before, after = await _apply(move)
    now = await CHANGE.read(move)
    assert (now["url"], now["project_keys"], after["project_keys"]) == (NEW, ["OPS"], ["OPS"])
    assert before["url"] == OLD
    assert "project_keys" not in world.the_gitlab.sent[-1]
    assert await CHANGE.wanted(move, now) is None


@pytest.mark.parametrize(
    ("version", "known", "unknown"),
    [
        (Version(15, 11), {"project_key"}, {"jira_auth_type", "project_keys", "use_inherited_settings"}),
        (Version(16, 0), {"jira_auth_type", "project_key"}, {"project_keys", "use_inherited_settings"}),
        (Version(17, 0), {"project_keys"}, {"jira_check_enabled", "use_inherited_settings"}),
        (Version(17, 2), {"project_keys"}, {"use_inherited_settings"}),
        (Version(17, 3), {"use_inherited_settings"}, {"jira_check_enabled"}),
        (Version(18, 2), {"project_keys"}, {"jira_check_enabled", "jira_allowed_statuses_as_string"}),
        (Version(18, 3), {"jira_check_enabled", "jira_exists_check_enabled"}, set()),
    ],
)
async def test_only_fields_that_the_version_knows_are_sent(
    world: FakeWorld, version: Version, known: set[str], unknown: set[str]
) -> None:
    world.the_gitlab.version = version
    context = _context(world, ANSWERS.with_(integration_push_checks=("exists",), integration_project_keys=("PLAT",)))
    after = await CHANGE.wanted(context, {})
    assert after is not None
    assert known <= set(after)
    assert not unknown & set(after)


async def test_answers_become_the_fields_of_the_api(world: FakeWorld) -> None:
    wanted = ANSWERS.with_(
        integration_auth=Auth.TOKEN,
        integration_web_url="https://jira.example.com/jira/",
        integration_api_url="https://jira-api.example.com/",
        integration_transitions="picked",
        integration_transition_ids=("31", "41"),
        integration_project_keys=("PLAT", "OPS"),
        integration_vulnerabilities_project="SEC",
        integration_vulnerabilities_issuetype="10001",
        integration_push_checks=("exists", "status"),
        integration_allowed_statuses=("In Progress", "To Do"),
        integration_comments=False,
        integration_merge_requests_events=False,
        integration_issue_prefix="JIRA#",
        integration_issue_regex="[A-Z]+-[0-9]+",
    )
    assert await CHANGE.wanted(_context(world, wanted), {}) == {
        "url": "https://jira.example.com/jira",
        "api_url": "https://jira-api.example.com",
        "username": "",
        "jira_auth_type": 1,
        "use_inherited_settings": False,
        "commit_events": True,
        "merge_requests_events": False,
        "comment_on_event_enabled": False,
        "jira_issue_transition_automatic": False,
        "jira_issue_transition_id": "31,41",
        "jira_issue_prefix": "JIRA#",
        "jira_issue_regex": "[A-Z]+-[0-9]+",
        "issues_enabled": True,
        "project_keys": ["PLAT", "OPS"],
        "vulnerabilities_enabled": True,
        "vulnerabilities_issuetype": "10001",
        "project_key": "SEC",
        "jira_check_enabled": True,
        "jira_exists_check_enabled": True,
        "jira_assignee_check_enabled": False,
        "jira_status_check_enabled": True,
        "jira_allowed_statuses_as_string": "In Progress,To Do",
        "password": "new",
    }


async def test_a_field_that_the_answer_does_not_show_is_not_compared(world: FakeWorld) -> None:
    context = _context(world)
    _before, after = await _apply(context)
    now = {name: value for name, value in (await CHANGE.read(context)).items() if name != "vulnerabilities_enabled"}
    assert CHANGE.holds(now, after)
    assert not CHANGE.holds({**now, "jira_issue_prefix": "set by somebody"}, after)


async def test_a_plan_names_what_it_takes_away(world: FakeWorld) -> None:
    _own(world, jira_issue_transition_id="5,31", issues_enabled=True, project_keys=["OLD"], jira_issue_prefix="X")
    context = _context(world)
    before = await CHANGE.read(context)
    after = await CHANGE.wanted(context, before)
    assert after is not None
    was, will_be = CHANGE.lines(before, after)
    assert "transitions: 5,31" in was
    assert will_be[-1] == "removes: transitions, prefix of issue keys, view of Jira issues"
    assert CHANGE.lines(before, {"use_inherited_settings": True})[1][-1] == "removes: settings and password of its own"
    assert not any(line.startswith("removes") for line in CHANGE.lines({}, after)[1])


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"url": NEW, "username": "dana"}, "user dana, API token given now"),
        ({"url": OLD, "username": "dana"}, "user dana, password given now"),
        ({"url": OLD, "jira_auth_type": 1}, "personal access token given now"),
        ({"url": NEW, "jira_auth_type": 2}, "service account, API token given now"),
    ],
)
def test_what_is_sent_to_sign_in_is_called_by_its_kind(state: Values, said: str) -> None:
    assert said in CHANGE.shown({**state, "password": "new"})


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ({"url": NEW, "username": "dana@acme.example"}, "keeps the password or token of this set-up"),
        ({"url": OLD, "username": "dana"}, f"puts back the password or token it had for {OLD}"),
        ({"url": OLD, "use_inherited_settings": True}, "take settings and password from above again"),
    ],
)
def test_a_plan_says_what_an_undo_does_with_the_password(before: Values, said: str) -> None:
    after: Values = {"url": NEW, "username": "dana@acme.example", "comment_on_event_enabled": False}
    assert said in str(CHANGE.back(before, after).condition)


async def test_no_line_of_a_plan_holds_the_password(world: FakeWorld) -> None:
    _before, after = await _apply(_context(world))
    assert "fresh" not in " ".join(CHANGE.shown(after)) + str(after)


async def _ids(world: FakeWorld, answers: Answers) -> list[str]:
    return [change.id.partition(":")[2] for change in await changes.expand(_context(world, answers))]


async def test_places_are_the_named_ones_then_those_of_groups_and_searches_each_once(world: FakeWorld) -> None:
    world.the_gitlab.projects = ["platform/app", "platform/web", "tools/ci", "tools/app"]
    chosen = ANSWERS.with_(
        integration_projects=("tools/ci", "/platform/web/"), integration_groups=("platform",), integration_search="app"
    )
    assert await _ids(world, chosen) == [
        "project:tools/ci",
        "project:platform/web",
        "project:platform/app",
        "project:tools/app",
    ]


async def test_long_lists_are_read_to_their_end(world: FakeWorld) -> None:
    world.the_gitlab.projects = [f"platform/p{number}" for number in range(250)]
    assert len(await _ids(world, ANSWERS.with_(integration_projects=(), integration_groups=("platform",)))) == 250


async def test_a_move_says_which_places_take_the_old_jira_from_above(world: FakeWorld) -> None:
    world.the_gitlab.default = Stored({"url": OLD, "username": "dana"}, password="of the group")
    world.the_gitlab.integrations_of[APP] = Stored(inherits=True)
    context = _context(world, ANSWERS.with_(integration_from_url=OLD))
    with pytest.raises(NotPlanned) as told:
        await CHANGE.wanted(context, await CHANGE.read(context))
    assert (told.value.finding.code, told.value.finding.facts["url"]) == ("integration-inherits-old-jira", OLD)
    world.the_gitlab.default = Stored({"url": NEW, "username": "dana"}, password="of the group")
    assert await CHANGE.wanted(context, await CHANGE.read(context)) is None


async def test_a_move_without_places_means_the_whole_instance(world: FakeWorld) -> None:
    world.the_gitlab.projects = ["platform/app", "tools/ci"]
    move = ANSWERS.with_(integration_projects=(), integration_from_url=OLD)
    assert await _ids(world, move) == ["project:platform/app", "project:tools/ci"]


@pytest.mark.parametrize(("version", "planned"), [(Version(17, 8), []), (Version(17, 9), ["group:platform"])])
async def test_a_group_is_a_change_where_the_version_has_an_api_for_it(
    world: FakeWorld, version: Version, planned: list[str]
) -> None:
    world.the_gitlab.version = version
    group = ANSWERS.with_(integration_scope="group", integration_groups=("platform",))
    assert await _ids(world, group) == planned
    assert await _ids(world, ANSWERS.with_(integration_scope="instance")) == []


async def test_blanks_around_keys_and_numbers_are_no_part_of_them(world: FakeWorld) -> None:
    picked = {"integration_transitions": "picked", "integration_transition_ids": (" 31", "41 ")}
    shown = {"integration_project_keys": (" PLAT ",), "integration_vulnerabilities_project": " SEC "}
    more = {"integration_vulnerabilities_issuetype": " 10001 "}
    context = _context(world, ANSWERS.with_(**picked, **shown, **more))
    _before, after = await _apply(context)
    assert (after["jira_issue_transition_id"], after["project_keys"]) == ("31,41", ["PLAT"])
    assert (after["project_key"], after["vulnerabilities_issuetype"]) == ("SEC", "10001")
