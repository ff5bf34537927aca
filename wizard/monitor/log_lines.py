"""Lines of GitLab's logs that concern Jira, as far as they make sense; anybody's words may stand in them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec

_ANSWER = "response from jira dev_info api"
_JOBS = b"JiraConnect::"
_CLASSES = ("JiraConnect::", "Integrations::JiraConnect::")
"""What the workers that tell Jira something begin with; newer ones stand below the integrations."""


class AnswerLine(NamedTuple):
    """One answer of Jira, as GitLab wrote it down."""

    at: float
    project: int
    answer: Mapping[str, Any]


class JobLine(NamedTuple):
    """One step of a background job that tells Jira something."""

    at: float
    jid: str
    status: str
    """start, then done or fail; whatever else says that it waits."""
    waited_s: float | None
    """How long it had waited for a worker; None where the line does not say."""


class _Answer(msgspec.Struct):
    time: datetime
    project_id: int
    message: str
    jira_response: str | None = None


class _Job(msgspec.Struct):
    time: datetime
    jid: str
    job_status: str
    cls: str = msgspec.field(name="class")
    scheduling_latency_s: Any = None
    queue_duration_s: Any = None
    enqueued_at: Any = None


_answers, _jobs = msgspec.json.Decoder(_Answer), msgspec.json.Decoder(_Job)
_HOSTILE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError, OverflowError)
"""What a line raises that is no such line."""


def integration_line(line: bytes) -> AnswerLine | None:
    """Return an answer of Jira from a line of integrations_json.log; None for any other line."""
    if _ANSWER.encode() not in line:
        return None
    try:
        told = _answers.decode(line)
        answer = msgspec.json.decode(told.jira_response or "null")
        at = _seconds(told.time)
    except _HOSTILE:
        return None
    return AnswerLine(at, told.project_id, answer) if told.message == _ANSWER and isinstance(answer, dict) else None


def job_line(line: bytes) -> JobLine | None:
    """Return a step of a job for Jira from a line of Sidekiq's log; None for any other line."""
    if _JOBS not in line:
        return None
    try:
        told = _jobs.decode(line)
        if not told.cls.startswith(_CLASSES):
            return None
        at = _seconds(told.time)
        return JobLine(at, told.jid, told.job_status, _waited(told, at))
    except _HOSTILE:
        return None


def _waited(job: _Job, at: float) -> float | None:
    for told in (job.scheduling_latency_s, job.queue_duration_s):
        if isinstance(told, int | float) and not isinstance(told, bool) and told >= 0:
            return float(told)
    begun = _moment(job.enqueued_at)
    return max(0.0, at - begun) if begun is not None and job.job_status == "start" else None


def _moment(told: object) -> float | None:
    """Return a time that is written as text, or as seconds or, by newer releases, milliseconds since the epoch."""
    if isinstance(told, str):
        try:
            return _seconds(msgspec.convert(told, datetime))
        except msgspec.ValidationError:
            return None
    if isinstance(told, int | float) and not isinstance(told, bool):
        return told / 1000 if told > 1e11 else float(told)
    return None


def _seconds(moment: datetime) -> float:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
