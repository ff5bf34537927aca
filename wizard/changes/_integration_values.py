"""The fields of the Jira issue integration: what these answers want of this version, and whether two states agree.

Names are those of GitLab's API. A field that a version does not know is neither sent nor compared. Of the
password there is only a mark: "new" where the write sends it; "kept" stands in the
journals of older versions of this program.
Source: GitLab REST API, Integrations, Jira issues; gitlabhq app/models/integrations/jira.rb.
"""

from collections.abc import Mapping

from wizard.changes._base import Context, Values
from wizard.domain.answers import Answers
from wizard.domain.gitlab import Json
from wizard.domain.integration_address import username, web_url
from wizard.domain.jira_integration import IntegrationAnswers, JiraIntegration
from wizard.domain.version import (
    INHERIT_BY_API_SINCE,
    JIRA_PROJECT_KEYS_SINCE,
    JIRA_PUSH_CHECKS_SINCE,
    JIRA_TOKEN_SINCE,
    Version,
)

PASSWORD = "password"  # noqa: S105 - the name of a field, not its value
INHERITS = "use_inherited_settings"
ACTIVE = "active"
UNTIL = "token_expires"
"""Mark of a write that sends the password again and nothing else: the day on which the answers say that it ends."""
CONNECTION = ("url", "api_url", "username", "jira_auth_type")
"""What leads to a Jira and its user. Where one of them changes, the password is another one too."""
_EVENTS = ("commit_events", "merge_requests_events", "comment_on_event_enabled")
_PROPERTIES = (
    *CONNECTION,
    "jira_issue_prefix",
    "jira_issue_regex",
    "jira_issue_transition_automatic",
    "jira_issue_transition_id",
    "issues_enabled",
    "project_key",
    "project_keys",
    "vulnerabilities_enabled",
    "vulnerabilities_issuetype",
    "jira_check_enabled",
    "jira_exists_check_enabled",
    "jira_assignee_check_enabled",
    "jira_status_check_enabled",
    "jira_allowed_statuses_as_string",
)
_MARKS = (PASSWORD, ACTIVE, INHERITS, UNTIL)


def state_of(found: JiraIntegration | None) -> Values:
    """Return a state as plans and the journal hold it; {} where nothing is set up."""
    if found is None or not (found.active or found.values.get("url")):
        return {}  # what was removed stays behind as an empty, inactive one
    state: dict[str, Json] = {}
    for name in (*_PROPERTIES, *_EVENTS):
        if name in found.values:
            value = found.values[name]
            state[name] = [*value] if isinstance(value, list) else value
    if found.inherited is not None:
        state[INHERITS] = found.inherited
    if not found.active:
        state[ACTIVE] = False
    return state


async def version_of(context: Context) -> Version:
    """Return GitLab's version, asked once a run."""
    if "metadata" not in context.asked:
        context.asked["metadata"] = await context.ports.gitlab.metadata()
    return context.asked["metadata"].version


def fields(answers: Answers, version: Version) -> dict[str, Json]:
    """Return what these answers want of an integration with settings of its own, in the fields of this version."""
    wanted = answers.integration
    made = _connection(answers, version)
    if wanted.from_url or wanted.renew_password:
        return made  # what a project does with its issues stays as it is
    return made | _triggers(wanted) | _issues(wanted, version) | _push_checks(wanted, version)


def _connection(answers: Answers, version: Version) -> dict[str, Json]:
    wanted = answers.integration
    made: dict[str, Json] = {"url": _bare(web_url(answers)), "api_url": _bare(wanted.api_url)}
    made["username"] = username(answers)
    if version >= JIRA_TOKEN_SINCE:
        made["jira_auth_type"] = wanted.auth.number
    if version >= INHERIT_BY_API_SINCE:
        made[INHERITS] = False
    return made


def _triggers(wanted: IntegrationAnswers) -> dict[str, Json]:
    picked = [one.strip() for one in wanted.transition_ids] if wanted.transitions == "picked" else ()
    return {
        "commit_events": wanted.commit_events,
        "merge_requests_events": wanted.merge_requests_events,
        "comment_on_event_enabled": wanted.comments,
        "jira_issue_transition_automatic": wanted.transitions == "automatic",
        "jira_issue_transition_id": ",".join(picked),
        "jira_issue_prefix": wanted.issue_prefix,
        "jira_issue_regex": wanted.issue_regex,
    }


def _issues(wanted: IntegrationAnswers, version: Version) -> dict[str, Json]:
    keys, project = [key.strip() for key in wanted.project_keys], wanted.vulnerabilities_project.strip()
    made: dict[str, Json] = {
        "issues_enabled": bool(keys),
        "vulnerabilities_enabled": bool(project),
        "vulnerabilities_issuetype": wanted.vulnerabilities_issuetype.strip() if project else "",
    }
    if version >= JIRA_PROJECT_KEYS_SINCE:
        made["project_keys"] = list[Json](keys)
        made["project_key"] = project
    else:
        made["project_key"] = next(iter(keys), project)
    return made


def _push_checks(wanted: IntegrationAnswers, version: Version) -> dict[str, Json]:
    if version < JIRA_PUSH_CHECKS_SINCE:
        return {}
    return {
        "jira_check_enabled": bool(wanted.push_checks),
        "jira_exists_check_enabled": "exists" in wanted.push_checks,
        "jira_assignee_check_enabled": "assignee" in wanted.push_checks,
        "jira_status_check_enabled": "status" in wanted.push_checks,
        "jira_allowed_statuses_as_string": ",".join(wanted.allowed_statuses),
    }


def different(now: Values, goal: Mapping[str, Json]) -> tuple[str, ...]:
    """Return the names of fields that this version shows and that are not as wanted; marks are no fields."""
    known = [name for name in goal if name in now and name not in _MARKS]
    return tuple(name for name in known if not alike(now[name], goal[name]))


def alike(one: Json, other: Json) -> bool:
    """Tell whether two values mean the same to GitLab, which tells nothing from empty."""
    return (one or None) == (other or None)


def holds(now: Values, after: Values) -> bool:
    """Tell whether a present state is the one that was written, as far as this version shows it."""
    if not now or not after:
        return bool(now) == bool(after)
    if now.get(ACTIVE, True) is False:
        return after.get(ACTIVE, True) is False and not different(now, after)
    inherits = bool(now.get(INHERITS, False))
    if after.get(INHERITS) is True:
        return inherits
    return not inherits and not different(now, after)


def _bare(url: str) -> str:
    return url.strip().rstrip("/")
