"""What people call the settings of the Jira issue integration: the words of GitLab's page, and those of a sentence.

Source: GitLab docs, Jira issue integration, for the words of the page.
"""

from collections.abc import Mapping

from wizard.domain.text import T, Text

FIELDS: Mapping[str, Text] = {
    "url": T("Web URL"),
    "api_url": T("Jira API URL"),
    "username": T("Email or username"),
    "jira_issue_prefix": T("Jira issue prefix"),
    "jira_issue_regex": T("Jira issue regex"),
    "jira_issue_transition_id": T("Transition IDs"),
    "project_keys": T("Jira project keys"),
    "project_key": T("Jira project key"),
    "vulnerabilities_issuetype": T("Jira issue type (its ID)"),
    "jira_allowed_statuses_as_string": T("Allowed statuses"),
}
"""What is typed, in the order of the page."""
BOXES: Mapping[str, str] = {
    "commit_events": "Commit",
    "merge_requests_events": "Merge request",
    "comment_on_event_enabled": "Enable comments",
    "jira_issue_transition_automatic": "Enable Jira transitions, Move to Done",
    "issues_enabled": "Enable Jira issues",
    "vulnerabilities_enabled": "Enable Jira issue creation from vulnerabilities",
    "jira_check_enabled": "Enable checks before a push",
}
"""What is ticked, as the page has it."""
LABELS: Mapping[str, Text] = {
    **FIELDS,
    **{name: Text(words) for name, words in BOXES.items()},
    "commit_events": T("Commits that mention an issue"),
    "merge_requests_events": T("Merge requests that mention an issue"),
    "comment_on_event_enabled": T("Also write a comment at the issue"),
    "jira_auth_type": T("Authentication method"),
    "jira_exists_check_enabled": T("Push check: the issue exists"),
    "jira_assignee_check_enabled": T("Push check: the committer is the assignee"),
    "jira_status_check_enabled": T("Push check: the status is allowed"),
    "use_inherited_settings": T("Use default settings"),
}
"""All of them where no page of GitLab stands around them."""
WAYS: Mapping[str, Text] = {"0": T("Basic"), "1": T("Jira personal access token"), "2": T("Service account")}
"""`jira_auth_type` in words."""
