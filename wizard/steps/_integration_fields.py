"""What is wrong with what the integration shall do: keys, patterns, transitions, issues, push checks."""

import re

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding
from wizard.domain.jira_integration import IntegrationAnswers
from wizard.domain.re2_pattern import why_refused
from wizard.domain.text import T, Text
from wizard.steps._integration_finding import finding as _finding

_PROJECT_KEY = re.compile(r"[A-Z][A-Z_0-9]+")
_NUMBER = re.compile(r"[0-9]{1,18}")


def problems(answers: Answers) -> list[Finding]:
    """Return the faults of the fields; nothing of them matters to who inherits, to a move, or to a password alone."""
    wanted = answers.integration
    if wanted.inherit or wanted.from_url or wanted.renew_password:
        return []
    return [*_patterns(wanted), *_transitions(wanted), *_keys(wanted), *_issue_type(wanted), *_statuses(wanted)]


def _patterns(wanted: IntegrationAnswers) -> list[Finding]:
    fields = (("issue_prefix", wanted.issue_prefix), ("issue_regex", wanted.issue_regex))
    refused = [(name, text, why_refused(text)) for name, text in fields]
    return [_pattern(name, text, why) for name, text, why in refused if why is not None]


def _pattern(name: str, text: str, why: Text) -> Finding:
    return _finding(
        "integration-pattern-refused",
        T("GitLab would not take this pattern"),
        T("{name}: {why}", name=name, why=why),
        T("Try it in the tester on the page Integration; GitLab reads patterns as RE2 does."),
        name=name,
        pattern=text,
    )


def _transitions(wanted: IntegrationAnswers) -> list[Finding]:
    if wanted.transitions != "picked":
        return []
    if not wanted.transition_ids:
        return [
            _finding(
                "integration-transition-missing",
                T("No transition is picked"),
                T("Issues shall move by picked transitions, and none was named."),
                T("Pick them from a real issue on the page Integration, or set transition_ids under [integration]."),
                T("Read the transitions of an issue and pick some."),
            )
        ]
    wrong = [one for one in wanted.transition_ids if not _NUMBER.fullmatch(one.strip())]
    return [_no_transition(one) for one in wrong]


def _no_transition(typed: str) -> Finding:
    return _finding(
        "integration-transition-unreadable",
        T("This is no number of a transition"),
        T("GitLab takes transitions by their numbers, and here stands {typed}.", typed=typed),
        T("Pick the transition from a real issue on the page Integration: Jira gives its number."),
        typed=typed,
    )


def _keys(wanted: IntegrationAnswers) -> list[Finding]:
    named = (*wanted.project_keys, *((wanted.vulnerabilities_project,) if wanted.vulnerabilities_project else ()))
    wrong = [key for key in named if not _PROJECT_KEY.fullmatch(key.strip())]
    return [_no_key(key) for key in dict.fromkeys(wrong)]


def _no_key(key: str) -> Finding:
    return _finding(
        "integration-project-key-unreadable",
        T("This is no key of a Jira project"),
        T("Keys of projects are capital letters and digits, such as PLAT, and here stands {key}.", key=key),
        T("Enter what stands before the number of an issue of that project."),
        key=key,
    )


def _issue_type(wanted: IntegrationAnswers) -> list[Finding]:
    if not wanted.vulnerabilities_project or _NUMBER.fullmatch(wanted.vulnerabilities_issuetype.strip()):
        return []
    return [
        _finding(
            "integration-issuetype-missing",
            T("No issue type is chosen for vulnerabilities"),
            T("Issues of vulnerabilities get one type of their Jira project, by its number, and none was chosen."),
            T("Refresh the list on the page Integration and choose one, or set vulnerabilities_issuetype."),
            T("Refresh the list and choose one."),
        )
    ]


def _statuses(wanted: IntegrationAnswers) -> list[Finding]:
    if "status" not in wanted.push_checks:
        return []
    if wanted.allowed_statuses and not any("," in one for one in wanted.allowed_statuses):
        return []
    return [
        _finding(
            "integration-statuses-missing",
            T("No status is allowed for pushes"),
            T("Pushes shall be taken only for issues in certain statuses; none was named, or a name has a comma."),
            T("Name the statuses one by one, such as In Progress."),
        )
    ]
