"""How what the test of a kind of data makes is named, so that it is found again by the name of its branch.

Source: GitLab docs: names of feature flags (lower case, digits, dashes), CI_COMMIT_REF_SLUG in names of environments.
"""

from wizard.domain.issue_key import is_issue_key

_MIDDLE = "connection-proof-"


def title(issue: str, marker: str) -> str:
    """Return the text that mentions the issue: message of the commit, title of the merge request, description of the
    flag. No word of it closes or moves an issue.

    Raises: ValueError when this is no issue key.
    """
    if not is_issue_key(issue):
        raise ValueError("the text would name no issue")
    return f"{issue} connection test {marker}"


def message(issue: str, marker: str) -> str:
    """Return the message of the commit; its push runs no pipeline, and one that is asked for runs all the same."""
    return f"{title(issue, marker)} [skip ci]"


def flag_name(branch: str) -> str:
    """Return the name of the feature flag of a test."""
    return branch.lower().replace("_", "-")


def environment_mark(branch: str) -> str:
    """Return what environments of this branch have in their names, in lower case, by its slug or by its name."""
    return _MIDDLE + branch.lower().partition(f"-{_MIDDLE}")[2]
