"""A mention is seen in the issue as GitLab left it, each broken hop is named, and nothing of it stays behind."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.journey.fake_account import PAGES, SHA, FakeAccount, MentioningGitLab, refused
from tests.journey.fakes import FakeWorld, Killed, MemoryStore
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.jira_account import Comment
from wizard.domain.jira_integration import JiraIntegration, Scope
from wizard.domain.ports import Ports
from wizard.domain.route import Route
from wizard.journey import mention_traces, proof_branches, proofs
from wizard.journey.log import Journal
from wizard.journey.mention_proof import MentionProver
from wizard.journey.undoing import Undoer
from wizard.journey.values import Mark, Proof

HOPS = [
    "mention-settings",
    "mention-issue",
    "mention-committed",
    "mention-read",
    "mention-linked",
    "mention-cleaned",
    "mention-project-link",
]


class Place:
    """Both sides and a journal."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers.with_(route=Route.INTEGRATION, integration_scope="project")
        self.gitlab, self.store, self.clock = MentioningGitLab(), MemoryStore(), FakeWorld().clock
        self.account: FakeAccount = self.gitlab.account
        self.journal = Journal(self.store, "s")

    @property
    def ports(self) -> Ports:
        world = FakeWorld()
        return Ports(self.gitlab, world.the_jira, world.probe, self.clock, account=self.account)

    async def prove(self) -> Proof:
        return await MentionProver(self.answers, self.ports, self.journal, "7f3a", lambda _hop: None).run()


@pytest.fixture
def place(answers: Answers) -> Place:
    return Place(answers)


def stopped_at(proof: Proof) -> list[str]:
    return [hop.name for hop in proof.hops if hop.mark is Mark.FAILED]


async def test_all_hops_hold_and_nothing_stays(place: Place) -> None:
    proof = await place.prove()
    assert [(hop.name, hop.mark) for hop in proof.hops] == [(name, Mark.OK) for name in HOPS]
    assert (place.account.notes, place.account.links, place.gitlab.names) == ([], [], {})
    assert proof.link == "https://acme.atlassian.net/browse/PLAT"


async def test_comments_of_others_stay_even_when_they_quote_ours(place: Place) -> None:
    place.gitlab.tells = False
    other = Comment("77", "Done in the commit before.", "Sam")
    await MentionProver(place.answers, place.ports, place.journal, "7f3a", lambda _hop: None).run()
    title = place.gitlab.titles[0]
    quoting = Comment("78", f"[a commit|{PAGES}{SHA}] {{quote}}{title}{{quote}} What is this?", "Sam")
    place.account.notes = [other, quoting]
    place.account.hear(title, SHA, comments=True)
    await mention_traces.clear(place.ports, place.journal)
    assert place.account.notes == [other, quoting]
    assert place.account.links == []


def no_settings(place: Place) -> None:
    place.gitlab.set_up = None


def switched_off(place: Place) -> None:
    place.gitlab.set_up = JiraIntegration(active=False, inherited=False, values={"url": "https://acme.atlassian.net"})


def other_jira(place: Place) -> None:
    place.gitlab.put(url="https://old.example.com/jira")


def no_issue(place: Place) -> None:
    place.account.issues = set()


def no_commit(place: Place) -> None:
    place.gitlab.refuse = {"commit_file": refused(403)}


def no_mention(place: Place) -> None:
    place.gitlab.tells = False


def no_link(place: Place) -> None:
    place.account.lacks = {"LINK_ISSUES"}


def no_removal(place: Place) -> None:
    place.account.refuse = {"delete_comment": refused(403)}


@pytest.mark.parametrize(
    ("hop", "breaks"),
    [
        ("mention-settings", no_settings),
        ("mention-settings", switched_off),
        ("mention-settings", other_jira),
        ("mention-issue", no_issue),
        ("mention-committed", no_commit),
        ("mention-linked", no_mention),
        ("mention-linked", no_link),
        ("mention-cleaned", no_removal),
    ],
)
async def test_a_broken_hop_is_named_and_after_mending_the_proof_holds(
    place: Place, hop: str, breaks: Callable[[Place], None]
) -> None:
    breaks(place)
    proof = await place.prove()
    assert (proof.ok, stopped_at(proof)) == (False, [hop])
    (finding,) = [row.finding for row in proof.hops if row.finding is not None]
    assert finding.code == hop
    assert "{" not in f"{finding.cause}{finding.fix}"
    healthy = Place(place.answers)
    place.gitlab.set_up, place.gitlab.tells, place.gitlab.refuse = healthy.gitlab.set_up, True, {}
    place.account.issues, place.account.lacks, place.account.refuse = {"PLAT-1"}, set(), {}
    await place.clock.sleep(1)
    assert (await place.prove()).ok
    assert (place.account.notes, place.account.links, place.gitlab.names) == ([], [], {})


async def test_the_permission_that_lacks_is_the_nearer_cause(place: Place) -> None:
    no_link(place)
    proof = await place.prove()
    finding = next(row.finding for row in proof.hops if row.finding is not None)
    assert (finding.code, finding.root) == ("mention-linked", "integration-no-link")
    assert "GitLab Bot lacks LINK_ISSUES" in str(finding.cause)


async def test_without_comments_the_link_is_enough(place: Place) -> None:
    place.gitlab.put(comment_on_event_enabled=False)
    assert (await place.prove()).ok
    assert "delete_comment" not in place.account.calls


async def test_where_only_merge_requests_mention_one_is_opened_seen_and_removed(place: Place) -> None:
    place.gitlab.put(commit_events=False)
    proof = await place.prove()
    assert [(hop.name, hop.mark) for hop in proof.hops] == [(name, Mark.OK) for name in HOPS]
    assert "PLAT-1" not in place.gitlab.titles[0]  # of the commit
    assert place.gitlab.titles[1].startswith("PLAT-1 ")
    assert (place.account.notes, place.account.links) == ([], [])
    assert (place.gitlab.requests, place.gitlab.names) == ({}, {})


async def test_a_merge_request_that_only_an_owner_may_delete_is_closed_and_that_is_said(place: Place) -> None:
    place.gitlab.put(commit_events=False)
    place.gitlab.may_delete = False
    proof = await place.prove()
    assert proof.ok
    assert [one.ended for one in place.gitlab.requests.values()] == [True]
    assert "only an owner" in str(next(hop.note for hop in proof.hops if hop.name == "mention-cleaned"))
    assert (place.account.links, place.gitlab.names) == ([], {})


async def test_a_merge_request_that_is_not_mentioned_is_not_proven_and_goes_again(place: Place) -> None:
    place.gitlab.put(commit_events=False)
    place.gitlab.tells = False
    proof = await place.prove()
    assert (proof.ok, stopped_at(proof)) == (False, ["mention-linked"])
    assert (place.gitlab.requests, place.gitlab.names) == ({}, {})


async def test_where_nothing_mentions_nothing_is_proven_and_it_is_said_what_to_do(place: Place) -> None:
    place.gitlab.put(commit_events=False, merge_requests_events=False)
    proof = await place.prove()
    assert (proof.ok, stopped_at(proof), place.gitlab.titles) == (False, ["mention-committed"], [])
    finding = next(hop.finding for hop in proof.hops if hop.finding is not None)
    assert finding.root == "integration-nothing-mentions"
    place.gitlab.put(commit_events=True)
    assert (await place.prove()).ok


def takes_over(place: Place, address: str = "https://jira.of-the-group.example") -> None:
    place.answers = place.answers.with_(integration_inherit=True, integration_web_url="")
    place.gitlab.set_up = JiraIntegration(active=True, inherited=True, values={"url": address})


@pytest.mark.parametrize("known", [True, False], ids=["token-of-another-jira", "no-token"])
async def test_settings_that_are_taken_over_are_proven_by_themselves_where_nobody_has_their_token(
    place: Place, known: bool
) -> None:
    takes_over(place)
    place.account = place.account if known else None  # type: ignore[assignment]  # as ports have it
    proof = await place.prove()
    assert [hop.name for hop in proof.hops if hop.mark is Mark.OK] == ["mention-settings", "mention-project-link"]
    assert [hop.name for hop in proof.hops if hop.mark is Mark.SKIPPED] == HOPS[1:-1]
    assert (proof.ok, proof.link) == (True, "https://jira.of-the-group.example/browse/PLAT")
    assert place.gitlab.titles == []


async def test_settings_that_are_taken_over_are_proven_whole_with_their_token(place: Place) -> None:
    takes_over(place, place.answers.jira.url)
    proof = await place.prove()
    assert {hop.mark for hop in proof.hops} == {Mark.OK}


async def test_a_project_with_settings_of_its_own_takes_nothing_over(place: Place) -> None:
    takes_over(place)
    place.gitlab.set_up = JiraIntegration(active=True, inherited=False, values={"url": "https://acme.atlassian.net"})
    assert stopped_at(await place.prove()) == ["mention-settings"]
    takes_over(place)
    assert (await place.prove()).ok


async def test_what_was_set_for_a_group_is_waited_for_as_it_reaches_projects_later(place: Place) -> None:
    place.answers = place.answers.with_(integration_scope="group", integration_groups=("platform",))
    came, place.gitlab.set_up = place.gitlab.set_up, None
    ready = place.clock.monotonic() + 20
    ask = place.gitlab.jira_integration

    async def later(scope: Scope) -> JiraIntegration | None:
        place.gitlab.set_up = came if place.clock.monotonic() >= ready else None
        return await ask(scope)

    place.gitlab.jira_integration = later  # type: ignore[method-assign]  # a worker of GitLab
    assert (await place.prove()).ok
    ready = place.clock.monotonic() + 120
    assert stopped_at(await place.prove()) == ["mention-settings"]


async def test_the_prefix_that_gitlab_looks_for_stands_before_the_key(place: Place) -> None:
    place.gitlab.put(jira_issue_prefix="JIRA#")
    await place.prove()
    assert place.gitlab.titles[0].startswith("JIRA#PLAT-1 ")


async def test_a_lost_answer_to_the_merge_request_is_read_back(place: Place) -> None:
    place.gitlab.put(commit_events=False)
    place.gitlab.lose_answer_of = {"make_trace"}
    assert (await place.prove()).ok
    assert (len(place.gitlab.titles), place.gitlab.requests, place.account.links) == (2, {}, [])


@pytest.mark.parametrize("lost", ["commit_file", "delete_comment"])
async def test_a_lost_answer_is_read_back(place: Place, lost: str) -> None:
    place.gitlab.lose_answer_of, place.account.lose_answer_of = {lost}, {lost}
    assert (await place.prove()).ok
    assert (place.account.notes, place.account.links, place.gitlab.names) == ([], [], {})
    assert len(place.gitlab.titles) == 1


async def rows_of_a_test(answers: Answers) -> int:
    place = Place(answers)
    await place.prove()
    return len(place.store.log)


@pytest.mark.parametrize("at", range(1, 24))
async def test_what_a_killed_test_left_goes_with_the_next_one(place: Place, answers: Answers, at: int) -> None:
    assert await rows_of_a_test(answers) == 23
    place.store.die_at = at
    with pytest.raises(Killed):
        await place.prove()
    place.store.die_at = 0
    await place.clock.sleep(1)
    assert (await place.prove()).ok
    assert (place.account.notes, place.account.links, place.gitlab.names) == ([], [], {})


async def test_what_a_killed_test_left_stands_in_the_undo_and_goes_with_it(place: Place) -> None:
    place.account.refuse = {"delete_remote_link": refused(403)}
    place.gitlab.refuse = {"delete_branch": refused(403)}
    await place.prove()
    place.account.refuse, place.gitlab.refuse = {}, {}
    undoer = Undoer(place.answers, place.ports, place.journal, "set-up 7f3a")
    rows = await undoer.run(lambda _row: None)
    assert [(row.title.message, row.state) for row in rows] == [
        ("Remove the mention of a test", "undone"),
        ("Remove the branch of a test", "undone"),
    ]
    assert (place.account.notes, place.account.links, place.gitlab.names) == ([], [], {})
    assert await undoer.rows() == ()


async def test_a_mention_that_comes_late_goes_with_an_undo(place: Place) -> None:
    place.gitlab.tells = False
    await place.prove()
    assert await mention_traces.left(place.ports, place.journal) == ()
    place.account.hear(place.gitlab.titles[0], SHA, comments=True)
    rows = await Undoer(place.answers, place.ports, place.journal, "set-up 7f3a").run(lambda _row: None)
    assert [row.state for row in rows] == ["undone"]
    assert (place.account.notes, place.account.links) == ([], [])


async def test_a_set_up_with_app_and_integration_is_tested_both_ways(place: Place) -> None:
    both = place.answers.with_(route=Route.MARKETPLACE)
    place.gitlab.jira = jira = FakeWorld().the_jira
    ports = replace(place.ports, jira=jira)
    proof = await proofs.run(both, ports, place.journal, "7f3a", lambda _hop: None)
    assert [hop.name for hop in proof.hops] == [hop.name for hop in proofs.waiting(both)]
    assert (proof.ok, proof.hops[0].name, proof.hops[-1].name) == (True, "proof-issue", "mention-project-link")
    assert await proof_branches.left(ports, place.journal) == ()


async def test_a_limit_of_gitlab_makes_the_test_wait_and_not_fail(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    plainly, before = place.gitlab.commit_file, place.clock.monotonic()
    limits = [Refused("http-429", {"retry_after": "40"})]

    async def commit_file(*named: object) -> object:
        if limits:
            raise limits.pop()
        return await plainly(*named)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(place.gitlab, "commit_file", commit_file)
    assert (await place.prove()).ok
    assert place.clock.monotonic() - before >= 40
