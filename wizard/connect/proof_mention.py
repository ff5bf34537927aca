"""The commit that proves the Jira issue integration: its message mentions an issue, and GitLab tells the issue so.

Source: gitlabhq app/models/integrations/jira.rb, create_cross_reference_note: comment and remote link name the address
of the commit; the comment holds its title too, the link as "Commit - <title>".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wizard.domain.issue_key import is_issue_key
from wizard.domain.jira_account import Comment, RemoteLink


@dataclass(frozen=True, slots=True)
class Mention:
    """One commit of ours that mentions an issue, as far as it is known."""

    issue: str
    title: str
    """Of the commit; holds a mark that nothing else holds."""
    pages: str
    """Where GitLab shows commits, or merge requests: `https://gitlab.example.com/platform/app/-/commit/`."""
    commit: str = ""
    """Its number, or that of the merge request; empty where the answer that told it was lost."""

    @property
    def page(self) -> str:
        return f"{self.pages}{self.commit}"


def branch(marker: str) -> str:
    """Return the name of the branch of the commit; it holds no issue key, so that only the message mentions one."""
    return f"connection-mention-{marker.lower()}"


def title(issue: str, prefix: str, marker: str) -> str:
    """Return the message of the commit; no word of it closes an issue.

    Raises: ValueError when this is no issue key.
    """
    if not is_issue_key(issue):
        raise ValueError("the message would name no issue")
    return f"{prefix}{issue} connection test {marker}"


def silent_message(marker: str) -> str:
    """Return the message of a commit that mentions nothing, for a merge request that does."""
    return f"connection test {marker} [skip ci]"


def request_pages(project_page: str) -> str:
    """Return where GitLab shows the merge requests of a project."""
    return f"{project_page.rstrip('/')}/-/merge_requests/"


def commit_pages(project_page: str) -> str:
    """Return where GitLab shows the commits of a project."""
    return f"{project_page.rstrip('/')}/-/commit/"


def comments_of(mention: Mention, comments: Sequence[Comment]) -> tuple[Comment, ...]:
    """Return the comments that GitLab wrote for this commit: they name its address and end with its title.

    Somebody who answers one and quotes it writes something after it.
    """
    return tuple(one for one in comments if mention.page in one.body and _end_of(one.body).endswith(mention.title))


def _end_of(body: str) -> str:
    return body.rstrip().removesuffix("{quote}").rstrip()


def links_of(mention: Mention, links: Sequence[RemoteLink]) -> tuple[RemoteLink, ...]:
    """Return the links that lead to this commit; by title as well where its number is not known."""
    if mention.commit:
        return tuple(one for one in links if one.url == mention.page)
    return tuple(one for one in links if one.url.startswith(mention.pages) and mention.title in one.title)
