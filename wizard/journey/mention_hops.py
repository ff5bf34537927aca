"""The hops of the proof of the Jira issue integration: a mention in a commit reaches the issue."""

from wizard.domain.findings import SeenFrom
from wizard.domain.text import T
from wizard.journey.proof_hops import Hop

ISSUE = Hop(
    "mention-issue",
    T("Issue found"),
    T("Jira"),
    T("Jira does not show the issue {issue} to {user}, with whose account GitLab signs in, or there is none."),
    T("Choose an issue that {user} can open in Jira, or give that user Browse Projects, then run the test again."),
    SeenFrom.JIRA,
)
SETTINGS = Hop(
    "mention-settings",
    T("Settings in force"),
    T("GitLab API"),
    T("In {project} the Jira issue integration is not switched on for {web_url}; it is: {found}."),
    T("Go back to Review and apply the plan; with settings of a group or the instance, do the task by hand first."),
    SeenFrom.DESKTOP,
)
COMMITTED = Hop(
    "mention-committed",
    T("Commit made"),
    T("GitLab API"),
    T("GitLab did not make a commit on a branch {branch} of {project}."),
    T("Choose a project where you may push and where no rule forbids this branch or message, then run the test again."),
    SeenFrom.DESKTOP,
)
READ = Hop(
    "mention-read",
    T("Commit read back"),
    T("GitLab API"),
    T("GitLab said that it made a commit on the branch {branch}, but it is not there."),
    T("Look at Repository, Branches in {project}. A maintenance mode or a Geo secondary answers like this."),
    SeenFrom.DESKTOP,
)
LINKED = Hop(
    "mention-linked",
    T("Mentioned in the issue"),
    T("GitLab worker to Jira"),
    T("The commit exists in GitLab, but within {waited} s the issue {issue} showed no {missing} to it."),
    T(
        "First look at the rights of {user} in Jira, then at the issue tracker of {project}, then into "
        "integrations_json.log on GitLab's host."
    ),
    SeenFrom.JIRA,
    T("up to 2 minutes"),
)
CLEANED = Hop(
    "mention-cleaned",
    T("Traces removed"),
    T("Jira and GitLab"),
    T("The mention arrived, but what the test left could not all be removed from {issue} and {project}."),
    T("Remove by hand what names {title}: comment and link in the issue {issue}, the branch {branch} in GitLab."),
    SeenFrom.DESKTOP,
)
PROJECT_LINK = Hop(
    "mention-project-link",
    T("Jira link of the project"),
    T("GitLab API"),
    T("The page of {project} leads to {found} and not to {web_url}."),
    T("Somebody changed the integration during the test: go back to Review, which shows what is there now."),
    SeenFrom.DESKTOP,
)
ALL = (SETTINGS, ISSUE, COMMITTED, READ, LINKED, CLEANED, PROJECT_LINK)
