"""The branch that proves a connection: GitLab finds the issue key in its name and tells Jira."""

from wizard.connect.issue_keys import KeyEra, keys_in
from wizard.domain.issue_key import is_issue_key


def proof_branch(issue: str, marker: str) -> str:
    """Return the name of the proof branch for an issue.

    Shape: `PLAT-1-connection-proof-7f3a`; holds the key of this issue and no other in every era of GitLab.
    Raises: ValueError when GitLab would read another key, or none, from the name.
    """
    name = f"{issue}-connection-proof-{marker}"
    if not is_issue_key(issue) or any(keys_in(name, era=era) != (issue,) for era in KeyEra):
        raise ValueError("the branch name would not name exactly this issue")
    return name


def is_proof_branch(name: str) -> bool:
    """Tell whether a branch has the shape of our proof branches, so that a left-over one can be recognised."""
    issue, found, marker = name.partition("-connection-proof-")
    return bool(found and marker) and is_issue_key(issue)
