"""The user administers Jira but is in neither site-admins nor org-admins."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-user-not-site-admin",
    layer="state",
    on="jira",
    message=("The Jira user is not a site or organization administrator. Check the permissions in Jira and try again."),
    expect="jira-user-not-site-admin",
    rows=("F2",),
)
