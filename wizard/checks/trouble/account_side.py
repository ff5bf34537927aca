"""Failed calls that the Jira of the issue integration answered, asked as the integration's user."""

from wizard.checks.trouble import jira_side
from wizard.checks.trouble._base import Trouble
from wizard.domain.text import T

_DOCS = "GitLab docs: Jira issue integration, troubleshooting"

TEST_FAILED = Trouble(
    "integration-test-failed",
    T("Jira refuses the integration's user"),
    T("{host} answered {path} with {status} to what GitLab signs in with."),
    T("Compare user and token on the page Integration, and sign in to {host} in a browser as the same user."),
    _DOCS,
    T("Connection failed. Check your integration settings."),
)
CAPTCHA = Trouble(
    "integration-captcha",
    T("Jira asks the integration's user for a CAPTCHA first"),
    T("After several failed sign-ins {host} refuses this user, whatever the password says."),
    T("Sign in to {host} as this user in a browser and solve the CAPTCHA, then check again."),
    _DOCS,
    T("401 Unauthorized"),
)
NO_BROWSE = Trouble(
    "integration-no-browse",
    T("The integration's user may not see this in Jira"),
    T("{host} answered 403 to {path}."),
    T("Have a Jira administrator give this user the permission Browse Projects, then check again."),
    _DOCS,
    T("The credentials for accessing Jira are not allowed to access the data."),
)
UNAVAILABLE = Trouble(
    "integration-jira-unavailable",
    T("Jira is not available at the moment"),
    T("{host} answered 503 to {path}: it is down, starting or being maintained. GitLab drops what it cannot send now."),
    T("Wait until {host} opens in a browser, then check again. Of Jira Cloud status.atlassian.com tells more."),
    _DOCS,
)
ISSUE_HIDDEN = Trouble(
    "integration-issue-hidden",
    T("The integration's user does not see this issue"),
    T("{host} shows no issue {key} to this user: it does not exist, or its project is hidden from the user."),
    T("Enter the key of an issue that this user sees, or have the user let into its project."),
    _DOCS,
)
PROJECT_HIDDEN = Trouble(
    "integration-project-hidden",
    T("The integration's user does not see this Jira project"),
    T("{host} shows no project {key} to this user: it does not exist, or it is hidden from the user."),
    T("Enter the key of a project that this user sees, or have the user let into it."),
    _DOCS,
    T("The value does not exist for the field 'project'."),
)

STATUS = jira_side.STATUS
TROUBLES = {
    **jira_side.TROUBLES,
    "http-401": TEST_FAILED,
    "http-captcha": CAPTCHA,
    "http-403": NO_BROWSE,
    "http-503": UNAVAILABLE,
    "http-403-scope": NO_BROWSE,
    "integration-issue-hidden": ISSUE_HIDDEN,
    "integration-project-hidden": PROJECT_HIDDEN,
}
