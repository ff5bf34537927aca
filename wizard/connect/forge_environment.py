"""The successor of a descriptor of one's own: a private copy of GitLab's Forge app, published by its own script.

Source: GitLab docs 19.0, GitLab for Jira Cloud app, "Set up a private Forge app"; gitlab-org/gitlab-jira-forge,
scripts/install-self-managed.sh.
"""

import shlex

from wizard.domain.text import T, Text
from wizard.domain.url import Url

REPOSITORY = "https://gitlab.com/gitlab-org/gitlab-jira-forge.git"
FILE = "forge.env"
SINCE = "2026-03-31"
"""The day from which sites take no new descriptor of one's own."""
CACHE = ".env.self-managed"
"""Where the script keeps the id of the app."""
NEEDS: tuple[Text, ...] = (
    T("An Atlassian developer account, and an API token of it."),
    T("Node.js 22 LTS, the Forge CLI, git, curl and envsubst."),
    T("Jira must reach GitLab at /-/jira_connect over HTTPS with a certificate that everybody trusts."),
    T("GitLab must reach *.atlassian.net over HTTPS."),
)
WARNINGS: tuple[Text, ...] = (
    T("Keep the file {file}: without it the next run registers another app, and every site must install it anew.",
      file=CACHE),
    T("Installing it replaces a Connect app with the same key on that site."),
)  # fmt: skip


def environment(gitlab: Url, jira_host: str = "", email: str = "") -> str:
    """Return the file that the script reads; the token is asked for where it is used and stands in no file."""
    lines = [
        "# For scripts/install-self-managed.sh of gitlab-jira-forge. Read it with: set -a; . ./" + FILE + "; set +a",
        f"GITLAB_URL={shlex.quote(str(gitlab))}",
        f"JIRA_SITE={shlex.quote(jira_host or 'your-site.atlassian.net')}",
        f"FORGE_EMAIL={shlex.quote(email or 'you@example.com')}",
        "# FORGE_API_TOKEN is not kept in a file: the commands ask for it.",
    ]
    return "\n".join(lines) + "\n"


def commands() -> str:
    """Return what is typed, in bash, once the file lies in the current folder."""
    return "\n".join(
        [
            f"git clone {REPOSITORY}",
            f"cp {FILE} gitlab-jira-forge/",
            "cd gitlab-jira-forge",
            f"set -a; . ./{FILE}; set +a",
            'read -r -s -p "API token of the Atlassian developer account: " FORGE_API_TOKEN; echo',
            "export FORGE_API_TOKEN",
            "./scripts/install-self-managed.sh",
            "unset FORGE_API_TOKEN",
            "# Later, after a new release of GitLab: ./scripts/install-self-managed.sh --update",
        ]
    ) + "\n"  # fmt: skip
