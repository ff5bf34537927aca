"""What the list of steps calls each step: one or two words."""

from wizard.domain.text import T, Text

TITLES: dict[str, Text] = {
    "gitlab": T("GitLab"),
    "sign-in": T("Sign-in"),
    "jira": T("Jira"),
    "method": T("Method"),
    "groups": T("Groups"),
    "integration": T("Integration"),
    "checks": T("Checks"),
    "review": T("Review"),
    "apply": T("Apply"),
    "by-hand": T("By hand"),
    "verify": T("Verify"),
    "done": T("Done"),
}
START: dict[str, Text] = {"start": T("Start")}
SIDE: dict[str, Text] = {
    "monitor": T("Monitor"),
    "activity": T("Activity"),
    "recipes": T("Recipes"),
    "prepare": T("Prepare"),
    "settings": T("Settings"),
    "help": T("Help"),
}
"""Pages beside the way: they open from anywhere and lead back to where one was."""
