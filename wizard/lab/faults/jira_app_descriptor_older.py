"""GitLab was upgraded after the app was installed: the app in Jira lacks the modules for builds, deployments and flags.

Where no app is installed yet, GitLab describes itself as before the upgrade until one is.
"""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-app-descriptor-older",
    layer="state",
    on="any",
    message="App does not support builds",
    expect="jira-app-descriptor-older",
    rows=("E12",),
    params={"names": "modules"},
    choices={"names": ("modules", "nothing")},
)
"""`names`: what the site's app management says of an app, its modules or nothing of the kind."""
