"""The site had the Marketplace app, and the GitLab still names the proxy of GitLab.com."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-marketplace-collision",
    layer="state",
    on="any",
    message=(
        'The app "gitlab-jira-connect-gitlab.com" could not be installed as a local app as it has previously been '
        "installed from Atlassian Marketplace"
    ),
    expect="jira-marketplace-collision",
    rows=("O8",),
)
