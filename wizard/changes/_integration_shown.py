"""A state of the Jira issue integration in a few lines, for the diff of a plan."""

from collections.abc import Callable

from wizard.changes._base import Values
from wizard.changes._integration_values import ACTIVE, INHERITS, PASSWORD
from wizard.domain.integration_address import is_cloud
from wizard.domain.jira_integration import Auth

_SENT = {"new": "given now", "kept": "kept"}
_WHO = {Auth.SERVICE_ACCOUNT: "service account"}
_SECRETS = {Auth.BASIC: "password", Auth.TOKEN: "personal access token", Auth.SERVICE_ACCOUNT: "API token"}
_EVENTS = {"commit_events": "commits", "merge_requests_events": "merge requests"}
_CHECKS = {
    "jira_exists_check_enabled": "issue exists",
    "jira_assignee_check_enabled": "assigned to the committer",
    "jira_status_check_enabled": "status allowed",
}


def shown(state: Values) -> tuple[str, ...]:
    """Return the lines; none where nothing is set up."""
    if not state:
        return ()
    if state.get(INHERITS) is True and not state.get("url"):
        return ("settings of the group or instance above",)
    lines = [_address(state), _user(state), _triggers(state), _transitions(state), _patterns(state), _issues(state)]
    lines += [_vulnerabilities(state), _checks(state)]
    if state.get(ACTIVE) is False:
        lines.insert(0, "switched off")
    if state.get(INHERITS) is True:
        lines.insert(0, "settings of the group or instance above:")
    return tuple(line for line in lines if line)


def shown_after(before: Values, after: Values) -> tuple[str, ...]:
    """Return the lines of what a write leads to, with a last one for what it takes away."""
    lines = shown(after)
    if not before or not after or before.get(INHERITS) is True:
        return lines
    if after.get(INHERITS) is True:
        return (*lines, "removes: settings and password of its own")
    gone = [words for words, part in _PARTS if part(before) and not part(after)]
    return (*lines, f"removes: {', '.join(gone)}") if gone else lines


def _address(state: Values) -> str:
    api = state.get("api_url")
    return f"{state.get('url')}, API at {api}" if api else str(state.get("url") or "")


def _user(state: Values) -> str:
    kind = state.get("jira_auth_type")
    auth = list(Auth)[kind] if isinstance(kind, int) and 0 <= kind < len(Auth) else Auth.BASIC
    secret = "API token" if auth is Auth.BASIC and is_cloud(str(state.get("url") or "")) else _SECRETS[auth]
    who = f"user {state.get('username') or '?'}" if auth is Auth.BASIC else _WHO.get(auth, "")
    password = f"{secret} {_SENT[str(state[PASSWORD])]}" if str(state.get(PASSWORD)) in _SENT else ""
    return ", ".join(part for part in (who, password) if part) or secret


def _triggers(state: Values) -> str:
    if not any(name in state for name in _EVENTS):
        return ""
    on = " and ".join(words for name, words in _EVENTS.items() if state.get(name)) or "none"
    return f"mentions: {on}; comments {'on' if state.get('comment_on_event_enabled') else 'off'}"


def _transitions(state: Values) -> str:
    if state.get("jira_issue_transition_automatic"):
        return "transitions: automatic"
    ids = state.get("jira_issue_transition_id")
    return f"transitions: {ids}" if ids else ""


def _patterns(state: Values) -> str:
    pairs = (("prefix", state.get("jira_issue_prefix")), ("pattern", state.get("jira_issue_regex")))
    return ", ".join(f"{word} {text}" for word, text in pairs if text)


def _issues(state: Values) -> str:
    if not state.get("issues_enabled"):
        return ""
    keys = state.get("project_keys")
    named = ", ".join(str(key) for key in keys) if isinstance(keys, list) else str(state.get("project_key") or "")
    return f"issues shown: {named or 'all'}"


def _vulnerabilities(state: Values) -> str:
    if not state.get("vulnerabilities_enabled"):
        return ""
    return f"vulnerabilities: issues of type {state.get('vulnerabilities_issuetype') or '?'}"


def _checks(state: Values) -> str:
    on = [words for name, words in _CHECKS.items() if state.get(name)]
    return f"push checks: {', '.join(on)}" if on else ""


_PARTS: tuple[tuple[str, Callable[[Values], object]], ...] = (
    ("API address", lambda state: state.get("api_url")),
    ("transitions", _transitions),
    ("prefix of issue keys", lambda state: state.get("jira_issue_prefix")),
    ("pattern of issue keys", lambda state: state.get("jira_issue_regex")),
    ("view of Jira issues", _issues),
    ("issues of vulnerabilities", _vulnerabilities),
    ("push checks", _checks),
)
"""What a place may have, or not, by the words for it."""
