"""What GitLab's logs tell beside the rounds: what Jira refused and why, and how the jobs for it stand."""

import json
import time
from hashlib import sha256

import pytest

from tests.monitor.fakes import Clock, Sides
from wizard.domain.flow import Kind
from wizard.domain.gitlab_logs import LogFile, LogLines, LogPosition, LogTrouble, LogUnreadable
from wizard.evidence.redact import Redactor
from wizard.monitor.flow import Flow, Look
from wizard.monitor.jira_said import JiraSaid
from wizard.monitor.jobs_logged import JobsLogged
from wizard.monitor.missing_book import Place
from wizard.monitor.values import Light, Missing, Reason

AT = 1_800_000_000.0
STAMP = "2027-01-15T08:00:{:02}.000Z"
"""The same moment, with seconds to fill in."""


def _line(answer: object, project: int = 1, after: int = 5) -> bytes:
    told = {
        "severity": "ERROR", "time": STAMP.format(after), "message": "response from jira dev_info api",
        "integration": "JiraConnect", "project_id": project, "project_path": "platform/p1",
        "jira_response": json.dumps(answer),
    }  # fmt: skip
    return json.dumps(told).encode()


def _failed(listed: str, number: str, words: str = "The entity could not be stored") -> dict[str, object]:
    one = {"id": number, "errorMessages": [{"message": words}]}
    return {"failedDevinfoEntities": {"1": {"errorMessages": [], listed: [one]}}, "unknownIssueKeys": []}


def _told(
    answer: object, kind: Kind, name: str, *, reason: Reason = Reason.NOT_YET, jira_id: str = "", project: int = 1
) -> tuple[Reason, str]:
    """Return what is said of a thing that changed at `AT`, after this answer."""
    said = JiraSaid(Redactor().text)
    said.take(_line(answer))
    missing = Missing(kind, "platform/p1", name, "PLAT-1", reason, AT, AT + 300, jira_id=jira_id)
    told = said.explain(Place(kind, project, name, "PLAT-1"), missing)
    return told.reason, told.said


REFUSED = (Reason.REJECTED, "The entity could not be stored")
UNTOLD = (Reason.NOT_YET, "")
BRANCH = sha256(b"PLAT-1-x").hexdigest()


@pytest.mark.parametrize(
    "answer, kind, name, jira_id",
    [
        (_failed("branches", BRANCH), Kind.BRANCH, "PLAT-1-x", ""),
        (_failed("commits", "c0ffee"), Kind.COMMIT, "c0ffee", ""),
        (_failed("pullRequests", "57"), Kind.MERGE_REQUEST, "7", "57"),
        ({"rejectedBuilds": [{"key": {"pipelineId": "9", "buildNumber": 3},
                              "errors": [{"message": REFUSED[1]}]}]}, Kind.BUILD, "70", "3"),
        ({"rejectedDeployments": [{"key": {"deploymentSequenceNumber": 4},
                                   "errors": [{"message": REFUSED[1]}]}]}, Kind.DEPLOYMENT, "4", ""),
        ({"failedFeatureFlags": {"11": [{"message": REFUSED[1]}]}}, Kind.FEATURE_FLAG, "dark_mode", ""),
        ({"failedFeatureFlags": {"11": [{"message": REFUSED[1]}]},
          "requestBody": {"flags": [{"id": "11", "key": "dark_mode"}]}}, Kind.FEATURE_FLAG, "dark_mode", ""),
    ],
)  # fmt: skip
def test_what_an_answer_names_is_known_to_be_rejected_and_why(
    answer: object, kind: Kind, name: str, jira_id: str
) -> None:
    assert _told(answer, kind, name, jira_id=jira_id) == REFUSED
    assert _told(answer, kind, name, jira_id=jira_id, project=2) == UNTOLD


@pytest.mark.parametrize(
    "answer, kind, name, jira_id",
    [
        (_failed("branches", BRANCH), Kind.BRANCH, "PLAT-1-y", ""),
        (_failed("pullRequests", "57"), Kind.MERGE_REQUEST, "8", "58"),
        (_failed("pullRequests", "57"), Kind.BRANCH, "57", ""),
        ({"failedFeatureFlags": {"11": []}, "requestBody": {"flags": [{"id": "11", "key": "dark_mode"}]}},
         Kind.FEATURE_FLAG, "light_mode", ""),
        ({"errorMessages": ["App does not support builds"], "responseCode": 403}, Kind.BRANCH, "PLAT-1-x", ""),
        ({"errorMessages": ["Network error: refused"]}, Kind.BRANCH, "PLAT-1-x", ""),
        ({"errorMessages": []}, Kind.BUILD, "70", "3"),
    ],
)  # fmt: skip
def test_nobody_else_is_called_rejected_by_it(answer: object, kind: Kind, name: str, jira_id: str) -> None:
    assert _told(answer, kind, name, jira_id=jira_id) == UNTOLD


def test_a_refusal_of_a_whole_request_is_taken_for_what_changed_just_before() -> None:
    busy = {"errorMessages": ["Service unavailable"], "responseCode": 503}
    assert _told(busy, Kind.COMMIT, "c0ffee") == (Reason.REJECTED, "Service unavailable (503)")
    only = {"errorMessages": ["App does not support builds"], "responseCode": 403}
    assert _told(only, Kind.BUILD, "70") == (Reason.REJECTED, "App does not support builds (403)")
    said = JiraSaid()
    said.take(_line(busy))
    for at, expected in ((AT - 3600, Reason.NOT_YET), (AT + 3600, Reason.NOT_YET), (AT - 600, Reason.REJECTED)):
        missing = Missing(Kind.COMMIT, "platform/p1", "c0ffee", "PLAT-1", Reason.NOT_YET, at, AT)
        assert said.explain(Place(Kind.COMMIT, 1, "c0ffee", "PLAT-1"), missing).reason is expected


@pytest.mark.parametrize(
    "kind, title, words",
    [
        (Kind.MERGE_REQUEST, "", "Data too large (413)"),
        (Kind.MERGE_REQUEST, "PLAT-1 of the rounds", ""),
        (Kind.COMMIT, "", ""),
    ],
)
def test_a_refusal_of_a_whole_request_is_taken_for_something_old_only_where_a_first_sync_sent_it(
    kind: Kind, title: str, words: str
) -> None:
    said = JiraSaid()
    said.take(_line({"errorMessages": ["Data too large"], "responseCode": 413}))
    old = Missing(kind, "platform/p1", "7", "PLAT-1", Reason.REJECTED, AT - 86_400, AT, title=title)
    assert said.explain(Place(kind, 1, "7", "PLAT-1"), old).said == words


def test_a_key_that_jira_does_not_know_is_no_hidden_issue() -> None:
    answer = {"unknownIssueKeys": ["PLAT-1"]}
    said = "unknownIssueKeys: PLAT-1"
    assert _told(answer, Kind.COMMIT, "c", reason=Reason.NOT_VISIBLE) == (Reason.KEY_UNKNOWN, said)
    assert _told(answer, Kind.COMMIT, "c") == (Reason.REJECTED, said)
    assert _told(answer, Kind.COMMIT, "c", reason=Reason.NO_KEY) == (Reason.NO_KEY, "")


def test_what_was_taken_later_was_not_refused_for_good() -> None:
    said = JiraSaid()
    said.take(_line(_failed("commits", "c0ffee")))
    said.take(_line({"acceptedDevinfoEntities": {"1": {"commits": ["c0ffee"]}}}, after=9))
    missing = Missing(Kind.COMMIT, "platform/p1", "c0ffee", "PLAT-1", Reason.NOT_YET, AT, AT)
    assert said.explain(Place(Kind.COMMIT, 1, "c0ffee", "PLAT-1"), missing) == missing


def test_words_of_jira_are_one_line_of_plain_text_without_addresses_and_tokens() -> None:
    words = "<b>bad</b>\n\x1b[31m mail a.b@example.com token glpat-AbCdEfGhIjKlMnOpQrSt " + "x " * 500
    _, said = _told(_failed("commits", "c0ffee", words), Kind.COMMIT, "c0ffee")
    assert said.startswith("<b>bad</b> [31m mail [hidden] token [hidden]")
    assert (len(said), said.isprintable()) == (240, True)


@pytest.mark.parametrize(
    "line",
    [
        b"", b"{", b"\xff\xfe response from jira dev_info api", b'"response from jira dev_info api"', b"[" * 100_000,
        b'{"message":"response from jira dev_info api","jira_response":' + b"[" * 100_000,
        _line([]), _line(None), _line("text"), _line({"failedDevinfoEntities": [1], "unknownIssueKeys": {"a": 1}}),
        _line({"failedDevinfoEntities": {"1": {"commits": [None, {"id": {}}, {"id": True}]}, "2": 3}}),
        _line({"rejectedBuilds": [{"key": []}], "failedFeatureFlags": [], "errorMessages": {"a": "b"}}),
        _line({"errorMessages": [1, None], "requestBody": {"repositories": [{"commits": 5}, 7]}}),
        _line({}).replace(b'"project_id": 1', b'"project_id": "1"'), _line({}).replace(b"2027", b"9999999"),
    ],
)  # fmt: skip
def test_a_hostile_line_is_passed_over(line: bytes) -> None:
    said, jobs = JiraSaid(), JobsLogged()
    said.take(line)
    jobs.take(line + b'"class":"JiraConnect::')
    missing = Missing(Kind.COMMIT, "platform/p1", "c0ffee", "PLAT-1", Reason.NOT_YET, AT, AT)
    assert said.explain(Place(Kind.COMMIT, 1, "c0ffee", "PLAT-1"), missing) == missing
    assert jobs.queue(AT).waiting == 0


def _job(jid: str, status: str, after: int = 5, name: str = "JiraConnect::SyncBranchWorker", **more: object) -> bytes:
    told = {"time": STAMP.format(after), "class": name, "queue": "default", "jid": jid, "job_status": status}
    return json.dumps({"severity": "INFO", **told, **more}, separators=(",", ":")).encode()


def test_jobs_for_jira_are_under_way_from_their_start_to_their_end() -> None:
    jobs = JobsLogged()
    jobs.take(_job("a", "start", scheduling_latency_s=0.4))
    jobs.take(_job("b", "start", name="JiraConnect::SyncProjectWorker", scheduling_latency_s=12.5))
    jobs.take(_job("c", "start", name="NewIssueWorker", scheduling_latency_s=900))
    assert (jobs.queue(AT + 6).waiting, jobs.queue(AT + 6).latency_s) == (2, 12.5)
    jobs.take(_job("a", "done"))
    jobs.take(_job("b", "fail"))
    assert (jobs.queue(AT + 6).waiting, jobs.queue(AT + 6).latency_s) == (0, 12.5)
    assert jobs.queue(AT + 3600).latency_s == 0.0


@pytest.mark.parametrize("told", ["2027-01-15T07:59:35.000Z", AT - 25, (AT - 25) * 1000])
def test_older_lines_tell_the_wait_by_when_the_job_was_enqueued(told: object) -> None:
    jobs = JobsLogged()
    jobs.take(_job("a", "start", enqueued_at=told))
    assert jobs.queue(AT + 6).latency_s == pytest.approx(30)


def test_a_job_whose_end_was_never_seen_does_not_stay_for_ever() -> None:
    jobs = JobsLogged()
    jobs.take(_job("a", "start"))
    assert jobs.queue(AT + 60).waiting == 1
    assert jobs.queue(AT + 3700).waiting == 0
    jobs.take(_job("b", "start"))
    jobs.missed()
    assert jobs.queue(AT + 6).waiting == 0


class Lines:
    """Log files in memory."""

    def __init__(self) -> None:
        self.written: dict[LogFile, list[bytes]] = {file: [] for file in LogFile}
        self.trouble: dict[LogFile, LogTrouble] = {}

    async def since(self, file: LogFile, position: LogPosition | None) -> LogLines:
        if file in self.trouble:
            raise LogUnreadable(self.trouble[file], f"/logs/{file}")
        lines = self.written[file]
        return LogLines(tuple(lines[position.at if position else 0 :]), LogPosition((1, 1), len(lines)))


async def _rounds(sides: Sides, flow: Flow, times: int) -> Look:
    for _ in range(times):
        sides.clock.at += 60
        look = await flow.look()
    return look


def _sides(logs: Lines) -> tuple[Sides, Flow]:
    sides = Sides()
    sides.issues("PLAT-1", "PLAT-3")
    sides.project(1)
    sides.branch(1, "PLAT-1-old")
    sides.sync()
    return sides, sides.flow(logs=logs)


async def test_the_flow_says_in_jiras_words_what_it_rejected() -> None:
    logs = Lines()
    sides, flow = _sides(logs)
    await _rounds(sides, flow, 2)
    sides.project(1, active_at=sides.clock.at)
    sides.branch(1, "PLAT-3-x", at=sides.clock.at)
    line = _line(_failed("branches", sha256(b"PLAT-3-x").hexdigest()))
    logs.written[LogFile.INTEGRATIONS].append(line.replace(b"08:00:05", b"08:02:05"))
    look = await _rounds(sides, flow, 12)
    assert [(one.reason, one.said) for one in flow.missing()[0]] == [REFUSED]
    assert look.live.light is Light.BROKEN
    stopped = next(one for one in look.findings if one.code == "flow-live-stopped")
    assert stopped.facts["said"] == '"The entity could not be stored"'


async def test_what_a_first_sync_sent_and_jira_rejected_is_told_in_its_words() -> None:
    logs = Lines()
    sides, flow = _sides(logs)
    sides.lost.add((Kind.BRANCH, 1, "PLAT-3-lost"))
    sides.branch(1, "PLAT-3-lost")
    sides.sync()
    logs.written[LogFile.INTEGRATIONS].append(_line(_failed("branches", sha256(b"PLAT-3-lost").hexdigest())))
    await flow.reconcile(lambda _done: None)
    assert [(one.id, one.reason, one.said) for one in flow.missing()[0]] == [("PLAT-3-lost", *REFUSED)]


def test_a_thousand_refusals_with_endless_words_are_read_at_once() -> None:
    failed = [{"id": f"{number:040x}", "errorMessages": [{"message": "x" * 900 + "@"}]} for number in range(400)]
    line = _line({"failedDevinfoEntities": {"1": {"commits": failed}}})
    said = JiraSaid(Redactor().text)
    began = time.process_time()
    for _ in range(10):
        said.take(line)
    assert time.process_time() - began < 2


async def test_the_log_tells_of_the_jobs_where_the_metrics_cannot_be_read() -> None:
    logs = Lines()
    sides, flow = _sides(logs)
    logs.written[LogFile.SIDEKIQ].append(_job("a", "start", scheduling_latency_s=7.0))
    look = await _rounds(sides, flow, 1)
    assert look.live.queue_source == "metrics"
    sides.gitlab.queues_hidden = True
    look = await _rounds(sides, flow, 6)
    assert (look.live.queue_source, look.live.queue_waiting, look.live.queue_latency_s) == ("log", 1, 7.0)


async def test_a_long_wait_of_the_log_is_a_finding_that_names_its_source() -> None:
    logs = Lines()
    sides, flow = _sides(logs)
    sides.gitlab.queues_hidden = True
    logs.written[LogFile.SIDEKIQ].append(_job("a", "start", scheduling_latency_s=1800))
    look = await _rounds(sides, flow, 1)
    assert [one.code for one in look.findings] == ["flow-queue-late"]
    assert str(look.findings[0].cause) == (
        "Jobs for Jira had waited for 30 minutes when they started, as Sidekiq's log has it."
    )


async def test_a_log_that_cannot_be_read_is_said_and_stops_nothing() -> None:
    logs = Lines()
    sides, flow = _sides(logs)
    logs.trouble = {LogFile.INTEGRATIONS: LogTrouble.DENIED, LogFile.SIDEKIQ: LogTrouble.MISSING}
    sides.show(sides.merge_request(1, 7, "PLAT-3 arrives", at=sides.clock.at))
    sides.project(1, active_at=sides.clock.at)
    look = await _rounds(sides, flow, 3)
    assert look.live.light is Light.OK
    assert [(one.code, one.facts["path"]) for one in look.findings] == [
        ("flow-log-unreadable", "/logs/integrations"),
        ("flow-log-unreadable", "/logs/sidekiq"),
    ]
    assert "may not read" in str(look.findings[0].cause)
    logs.trouble = {}
    assert (await _rounds(sides, flow, 1)).findings == ()


def test_the_clock_of_the_fakes_is_the_one_of_the_lines() -> None:
    assert Clock().now() == AT
