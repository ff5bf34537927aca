"""The own descriptor: one install, never two; what was refused is told; undo leaves what could not come back."""

import pytest

from tests.journey.fake_app_management import KEY
from tests.journey.fakes import FakeWorld, MemoryStore
from tests.journey.test_applying import applied
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused, Unexpected, Unreachable
from wizard.domain.gitlab import Json
from wizard.domain.journal import Row, State
from wizard.domain.route import Route
from wizard.journey.desk import SessionDesk
from wizard.journey.values import Mark, PlanRow

COLLISION = (
    'The app "x" could not be installed as a local app as it has previously been installed from Atlassian Marketplace'
)
BY_NOW = 1_790_000_000.0
"""September 2026, after the block of 2026-03-31."""


@pytest.fixture
def manual(answers: Answers, world: FakeWorld, store: MemoryStore) -> Answers:
    world.clock.time = BY_NOW
    store.now = world.clock.now
    return answers.with_(route=Route.MANUAL)


def install(rows: list[PlanRow]) -> PlanRow:
    return next(row for row in rows if row.id == "jira-app-install")


async def test_the_plan_installs_last_and_a_second_plan_is_empty(
    desk: SessionDesk, world: FakeWorld, manual: Answers
) -> None:
    world.the_gitlab.values["jira_connect_proxy_url"] = "https://gitlab.com"
    rows = await applied(desk, manual)
    assert [row.id for row in rows] == [
        "gitlab-oauth-application",
        "gitlab-application-id",
        "gitlab-proxy-url-cleared",
        "jira-app-install",
    ]
    assert [row.state for row in rows] == ["done"] * 4
    assert world.the_gitlab.values["jira_connect_proxy_url"] is None
    assert world.the_gitlab.apps[0].callback_url == "https://gitlab.example.com/-/jira_connect/oauth_callbacks"
    assert world.the_jira.orders == ["https://gitlab.example.com/-/jira_connect/app_descriptor.json"]
    assert (await desk.make_plan(manual)).rows == ()


@pytest.mark.parametrize("lost", ["order", "task"])
async def test_an_install_whose_answer_is_lost_is_looked_for_and_not_ordered_again(
    desk: SessionDesk, world: FakeWorld, manual: Answers, lost: str
) -> None:
    world.the_jira.loses = lost
    rows = await applied(desk, manual)
    assert install(rows).state == "done"
    assert len(world.the_jira.orders) == 1
    assert [app.key for app in world.the_jira.installed] == [KEY]


async def test_an_install_that_never_came_in_is_not_sent_twice_in_one_apply(
    desk: SessionDesk, world: FakeWorld, manual: Answers
) -> None:
    world.the_jira.loses = "nothing"
    rows = await applied(desk, manual)
    assert install(rows).state == "failed"
    assert desk.unconfirmed
    assert len(world.the_jira.orders) == 1


async def test_an_install_that_does_not_end_is_said_with_its_time(
    desk: SessionDesk, world: FakeWorld, manual: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world.the_jira, "_polls", 0)
    monkeypatch.setattr(type(world.the_jira), "install_seen", _runs_for_ever)
    row = install(await applied(desk, manual))
    assert row.finding is not None
    assert "180 s" in str(row.finding.cause)
    assert desk.unconfirmed


async def _runs_for_ever(_self: object, task: object) -> object:
    from wizard.domain.app_management import InstallSeen

    return InstallSeen(ping_after_s=5.0)


@pytest.mark.parametrize(
    ("refusal", "mode", "code"),
    [
        (COLLISION, True, "jira-marketplace-collision"),
        ("upm.pluginInstall.error.descriptor.not.from.marketplace", False, "jira-development-mode-off"),
        ("upm.pluginInstall.error.descriptor.not.from.marketplace", True, "jira-install-refused"),
        ("no private Connect app can be installed (CHANGE-3096)", True, "jira-private-install-blocked"),
        ("quelque chose", True, "jira-install-refused"),
    ],
)
async def test_a_refused_install_is_told_apart_left_nothing_and_mended_it_goes_through(
    desk: SessionDesk, world: FakeWorld, manual: Answers, refusal: str, mode: bool, code: str
) -> None:
    world.the_jira.refusal, world.the_jira.mode = refusal, mode
    row = install(await applied(desk, manual))
    assert (row.state, row.finding is not None and row.finding.code) == ("failed", code)
    assert not desk.unconfirmed
    assert row.finding is not None
    assert "{" not in str(row.finding.cause) + str(row.finding.fix)
    assert [one.id for one in await desk.undo_plan()] == ["gitlab-application-id", "gitlab-oauth-application"]
    world.the_jira.refusal, world.the_jira.mode = "", True
    assert install(await applied(desk, manual)).state == "done"


async def test_a_no_to_the_order_itself_is_read_the_same_way(
    desk: SessionDesk, world: FakeWorld, manual: Answers
) -> None:
    said = {"said": "Development Mode no longer supports installing private apps", "status": "403"}
    world.the_jira.refused_at_once = Refused("http-403", said)
    row = install(await applied(desk, manual))
    assert row.finding is not None
    assert row.finding.code == "jira-private-install-blocked"
    world.the_jira.refused_at_once = Unexpected(
        "http-400", {"said": "subCode: upm.pluginInstall.error.invalid.uri.syntax"}
    )
    row = install(await applied(desk, manual))
    assert row.finding is not None
    assert row.finding.facts["reason"] == "download-failed"
    world.the_jira.refused_at_once = None
    assert install(await applied(desk, manual)).state == "done"


async def test_undo_says_what_goes_and_takes_the_app_away_first(
    desk: SessionDesk, world: FakeWorld, manual: Answers
) -> None:
    before = dict(world.the_gitlab.values)
    await applied(desk, manual)
    planned = list(await desk.undo_plan())
    assert planned[0].id == "jira-app-install"
    assert planned[0].request == "DELETE /rest/plugins/1.0/:key-key"
    assert planned[0].finding is not None
    assert planned[0].finding.code == "undo-removes-panel-data"
    rows = await desk.undo(lambda _row: None)
    assert [row.state for row in rows] == ["undone"] * 3
    assert (world.the_jira.removed, world.the_jira.installed) == ([KEY], [])
    assert world.the_gitlab.values == before
    assert (await desk.sessions())[0].undone


@pytest.mark.parametrize(("mode", "task"), [(False, "jira-development-mode-on"), (None, "")])
async def test_an_app_that_could_not_come_back_stays_until_it_could(
    desk: SessionDesk, world: FakeWorld, manual: Answers, mode: bool | None, task: str
) -> None:
    await applied(desk, manual)
    world.the_jira.mode = mode
    rows = {row.id: row for row in await desk.undo(lambda _row: None)}
    kept = rows["jira-app-install"]
    assert (kept.state, kept.finding is not None and kept.finding.code) == ("left", "undo-app-stays")
    assert kept.finding is not None
    assert kept.finding.task == task
    assert world.the_jira.removed == []
    assert not (await desk.sessions())[0].undone
    world.the_jira.mode = True
    assert [row.state for row in await desk.undo(lambda _row: None)] == ["undone"]
    assert world.the_jira.removed == [KEY]


async def test_a_jira_that_does_not_answer_keeps_no_other_change_from_being_taken_back(
    desk: SessionDesk, world: FakeWorld, manual: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    await applied(desk, manual)

    async def lost() -> bool:
        raise Unreachable("network-timeout", {"host": "acme.atlassian.net"})

    with monkeypatch.context() as patch:
        patch.setattr(world.the_jira, "development_mode", lost)
        rows = {row.id: row.state for row in await desk.undo(lambda _row: None)}
    assert rows == {
        "jira-app-install": "failed",
        "gitlab-application-id": "undone",
        "gitlab-oauth-application": "undone",
    }
    assert [row.state for row in await desk.undo(lambda _row: None)] == ["undone"]


async def test_an_app_of_before_the_block_is_never_uninstalled(
    desk: SessionDesk, world: FakeWorld, manual: Answers
) -> None:
    world.clock.time = 1_760_000_000.0
    await applied(desk, manual)
    world.clock.time = BY_NOW
    rows = {row.id: row.state for row in await desk.undo(lambda _row: None)}
    assert rows["jira-app-install"] == "left"
    assert world.the_jira.removed == []


async def test_an_app_that_was_there_is_not_ours_to_remove(
    desk: SessionDesk, world: FakeWorld, manual: Answers
) -> None:
    world.the_jira.come_in()
    await applied(desk, manual)
    assert world.the_jira.orders == []
    await desk.undo(lambda _row: None)
    assert [app.key for app in world.the_jira.installed] == [KEY]


async def test_an_install_on_another_site_is_no_question_for_this_one(
    desk: SessionDesk, world: FakeWorld, manual: Answers
) -> None:
    await applied(desk, manual)
    world.the_jira.installed = []
    assert [one.code for one in (await desk.make_plan(manual)).findings] == ["plan-changed-by-other"]
    other = manual.with_(jira_url="https://second.atlassian.net")
    await desk.begin(other)
    assert [one.id for one in (await desk.make_plan(other)).rows] == ["jira-app-install"]
    assert (await desk.make_plan(other)).findings == ()


async def test_a_cut_off_install_is_found_by_the_next_run(
    desk: SessionDesk, world: FakeWorld, store: MemoryStore, manual: Answers
) -> None:
    await applied(desk, manual)
    session = desk.session
    store.log = [row for row in store.log if not (row.subject == "jira-app-install" and row.state is not State.INTENT)]
    sent = next(row for row in store.log if row.subject == "jira-app-install")
    await store.append(type(sent)(session, "change", "jira-app-install", State.SENT))
    assert (await applied(desk, manual)) == []
    assert len(world.the_jira.orders) == 1


async def test_what_people_opened_is_left_open_until_it_is_closed(
    desk: SessionDesk, world: FakeWorld, manual: Answers
) -> None:
    world.the_jira.mode = False
    await desk.begin(manual)
    assert await desk.left_open(manual) == []
    await desk.do_task(manual, "jira-development-mode-on")
    assert [row.id for row in await desk.left_open(manual)] == ["jira-development-mode-off"]
    await desk.do_task(manual, "jira-development-mode-off")
    assert await desk.left_open(manual) == []


async def test_after_an_undo_development_mode_is_seen_off_although_the_app_is_gone(
    desk: SessionDesk, world: FakeWorld, manual: Answers
) -> None:
    await applied(desk, manual)
    await desk.do_task(manual, "jira-development-mode-on")
    await desk.undo(lambda _row: None)
    assert world.the_jira.installed == []
    (left,) = await desk.left_open(manual)
    assert left.note.message == "development mode is on, and the app is not installed"
    assert (await desk.do_task(manual, "jira-development-mode-off")).mark is Mark.OK
    assert await desk.left_open(manual) == []


async def test_an_install_that_comes_in_late_after_a_cut_off_is_waited_for(
    desk: SessionDesk, world: FakeWorld, store: MemoryStore, manual: Answers
) -> None:
    await desk.begin(manual)
    after: dict[str, Json] = {"key": KEY, "descriptor": "https://gitlab.example.com/-/jira_connect/app_descriptor.json"}
    for state in (State.INTENT, State.SENT):
        await store.append(Row(desk.session, "change", "jira-app-install", state, {"before": {}, "after": after}))
    world.clock.at(5.0, world.the_jira.come_in)
    rows = await applied(desk, manual)
    assert world.the_jira.orders == []
    assert [app.key for app in world.the_jira.installed] == [KEY]
    assert [row.state for row in rows] == ["done"] * 2
    assert (await desk.undo_plan())[-1].id == "jira-app-install", "it is ours, and undo takes it back"


async def test_the_tasks_open_and_close_development_mode(desk: SessionDesk, world: FakeWorld, manual: Answers) -> None:
    world.the_jira.mode = False
    await desk.begin(manual)
    (first,) = await desk.first_tasks(manual)
    assert (first.id, first.mark, first.before) == ("jira-development-mode-on", Mark.WAITING, True)
    assert (await desk.do_task(manual, first.id)).mark is Mark.OK
    later = [row for row in await desk.tasks(manual) if not row.before]
    assert [row.mark for row in later] == [Mark.WAITING] * 3
    await applied(desk, manual)
    for row in later:
        assert (await desk.do_task(manual, row.id)).mark is Mark.OK
    assert world.the_jira.mode is False
    assert [row.mark for row in await desk.tasks(manual)] == [Mark.OK] * 4


async def test_an_order_whose_answer_is_lost_stays_unsure_while_the_site_cannot_be_read(
    desk: SessionDesk, world: FakeWorld, manual: Answers
) -> None:
    gone = Unreachable("network-refused", {"host": "acme.atlassian.net"})
    world.the_jira.loses = "order"
    world.the_jira.gone_after_order = gone
    row = install(await applied(desk, manual))
    assert (row.state, desk.unconfirmed) == ("failed", True)
    world.the_jira.refuse.clear()
    assert (await desk.undo_plan())[0].id == "jira-app-install"
    await desk.undo(lambda _row: None)
    assert world.the_jira.installed == []


async def test_a_refusal_is_told_and_believed_even_where_the_mode_of_the_site_cannot_be_read(
    desk: SessionDesk, world: FakeWorld, manual: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost() -> bool:
        raise Unreachable("network-timeout", {"host": "acme.atlassian.net"})

    with monkeypatch.context() as patch:
        patch.setattr(world.the_jira, "development_mode", lost)
        world.the_jira.refusal = "quelque chose"
        row = install(await applied(desk, manual))
    assert row.finding is not None
    assert row.finding.code == "jira-install-refused"
    world.the_jira.refusal = ""
    world.the_jira.come_in()
    await applied(desk, manual)
    await desk.undo(lambda _row: None)
    assert world.the_jira.removed == [], "what somebody else installed after the refusal is not ours"


@pytest.mark.parametrize("mode", [False, None])
async def test_an_app_that_is_gone_is_not_said_to_stay(
    desk: SessionDesk, world: FakeWorld, manual: Answers, mode: bool | None
) -> None:
    await applied(desk, manual)
    world.the_jira.mode = mode
    world.the_jira.installed = []
    rows = {row.id: row for row in await desk.undo(lambda _row: None)}
    finding = rows["jira-app-install"].finding
    assert finding is not None
    assert finding.code == "undo-left-alone"
    assert await desk.undo_plan() == ()


async def test_an_uninstall_that_was_cut_off_is_seen_done_whatever_the_site_would_take_by_then(
    desk: SessionDesk, world: FakeWorld, store: MemoryStore, manual: Answers
) -> None:
    await applied(desk, manual)
    for state in (State.INTENT, State.SENT):
        await store.append(Row(desk.session, "undo", "jira-app-install", state))
    world.the_jira.installed, world.the_jira.mode = [], False
    rows = {row.id: row.state for row in await desk.undo(lambda _row: None)}
    assert rows["jira-app-install"] == "undone"
    assert world.the_jira.removed == []
    assert (await desk.sessions())[0].undone


async def test_the_plan_says_which_site_a_change_is_on_and_on_what_its_undo_depends(
    desk: SessionDesk, world: FakeWorld, manual: Answers
) -> None:
    rows = (await desk.make_plan(manual)).rows
    assert [row.side for row in rows] == ["gitlab"] * (len(rows) - 1) + ["jira"]
    assert [str(row.condition) for row in rows if str(row.condition)] == ["while development mode is on"]
    await applied(desk, manual)
    assert next(row.side for row in await desk.undo_plan()) == "jira"
