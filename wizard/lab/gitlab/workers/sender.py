"""Posts development information to the Jira sites of a project and writes down what they said."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from wizard.lab.gitlab.fates import Fate
from wizard.lab.gitlab.instance import Instance, one_strike
from wizard.lab.gitlab.jira_connect.jira_calls import call_jira
from wizard.lab.gitlab.jira_connect.records import Installation, SecretUnreadable
from wizard.lab.gitlab.workers.job_log import worker_of, written_down
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.host import Answer, NetworkFailed

_RETRY_S: Final = (15.0, 16.0, 31.0)
"""Waits of Sidekiq before the first, second and third retry."""
_TEXTS: Final = {
    401: "Invalid JWT", 413: "Data too large", 429: "Rate limit exceeded",
    503: "Service unavailable",
}  # fmt: skip
_KINDS: Final = {"builds": "builds", "deployments": "deployments", "featureflags": "feature flags"}
"""Part of the path -> what GitLab calls it; all else is `dev_info`."""


async def deliver(
    gitlab: Instance,
    project: Project,
    method: str,
    path: str,
    body: Mapping[str, Any] | None = None,
    *,
    live: bool = True,
) -> None:
    """Send one request to every Jira site the project's group is linked to; `live` is what just happened."""
    enqueued_at = gitlab.now()
    if live:
        await gitlab.turn()
    with written_down(gitlab, worker_of(path, body, live=live), enqueued_at):
        for site in gitlab.receivers(project.namespace):
            fate, answer = await _send(gitlab, site, project, method, path, body)
            if live:
                gitlab.fates.note(gitlab.now(), project.full_path, body, fate, answer)


async def _send(
    gitlab: Instance, site: Installation, project: Project, method: str, path: str, body: Mapping[str, Any] | None
) -> tuple[Fate, bytes]:
    """Send; an error status is only logged, a network failure is tried three times more. Return what came of it."""
    for wait in (*_RETRY_S, None):
        with one_strike():
            if gitlab.bites("gitlab-push-lost") is not None:
                return "lost", b""
            if gitlab.held_back():
                return "held-back", b""
            try:
                async with gitlab.desk.workers:
                    answer = await call_jira(gitlab, site, method, path, body)
            except SecretUnreadable:
                gitlab.write_exception("OpenSSL::Cipher::CipherError", "")
                return "held-back", b""
            except NetworkFailed as error:
                _write(gitlab, project, {"errorMessages": [f"Network error: {error.reason}"]})
            else:
                gitlab.tally.sent += 1
                gitlab.tally.last_status = answer.status
                _write(gitlab, project, _reading(gitlab, answer, path.split("/")[2]))
                return ("sent", answer.body) if answer.status in (200, 202) else ("refused", b"")
        if wait is not None:
            await gitlab.sleep(wait)
            # Unlinked meanwhile: a retry would tell Jira what it no longer may know.
            if site not in gitlab.receivers(project.namespace):
                return "held-back", b""
    return "unreachable", b""


def _write(gitlab: Instance, project: Project, response: Mapping[str, Any]) -> None:
    failed = bool(response.get("errorMessages") or response.get("errorMessage"))
    gitlab.write_log(
        "response from jira dev_info api",
        severity="ERROR" if failed else "INFO",
        project_id=project.id,
        project_path=project.full_path,
        jira_response=msgspec.json.encode(response).decode(),
    )


def _reading(gitlab: Instance, answer: Answer, part: str) -> dict[str, Any]:
    """Return what GitLab logs of the answer; older versions log the body as it is."""
    try:
        data = msgspec.json.decode(answer.body) if answer.body.strip() else {}
    except msgspec.DecodeError:
        data = {}
    if answer.status in (200, 202):
        return _accepted(gitlab, dict(data) if isinstance(data, dict) else {}, part)
    if answer.status == 400:
        messages = [one.get("message") for one in data if isinstance(one, dict)] if isinstance(data, list) else []
        return {"errorMessages": messages or ["Bad Request"], "responseCode": 400, "response": data}
    if answer.status == 403:
        return {"errorMessages": [f"App does not support {_KINDS.get(part, 'dev_info')}"], "responseCode": 403}
    if answer.status in _TEXTS:
        return {"errorMessages": [_TEXTS[answer.status]], "responseCode": answer.status}
    return {"errorMessages": ["Unknown error"], "responseCode": answer.status, "response": data}


def _accepted(gitlab: Instance, read: dict[str, Any], part: str) -> dict[str, Any]:
    """Return what is logged of a 202, which may still tell of entities that were not taken."""
    if part == "devinfo":
        failed = read.get("failedDevinfoEntities") if gitlab.knows("response-reading") else None
    else:
        failed = read.get("rejectedBuilds") or read.get("rejectedDeployments") or read.get("failedFeatureFlags")
    if failed or (part in ("builds", "deployments") and gitlab.knows("response-reading")):
        read["errorMessages"] = _messages(failed)
    return read


def _messages(failed: object) -> list[str]:
    """Return all texts named `message` inside, in order."""
    if isinstance(failed, dict):
        own = [str(failed["message"])] if "message" in failed else []
        return own + [text for value in failed.values() for text in _messages(value)]
    if isinstance(failed, list):
        return [text for value in failed for text in _messages(value)]
    return []
