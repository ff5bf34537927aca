"""Comments as the API shows them."""

from collections.abc import Mapping
from typing import Any

from wizard.lab.jira.issue import Issue
from wizard.lab.jira.issue_changes import Comment
from wizard.lab.jira.rest import adf
from wizard.lab.jira.rest.people import person_shape
from wizard.lab.jira.rest.server import jira_time
from wizard.lab.jira.site import Site


def comment_shape(site: Site, issue: Issue, comment: Comment, version: str) -> Mapping[str, Any]:
    author = person_shape(site, comment.author)
    return {
        "self": f"{site.url}/rest/api/{version}/issue/{issue.id}/comment/{comment.id}",
        "id": comment.id,
        "author": author,
        "body": adf.shown(comment.body, version),
        "updateAuthor": author,
        "created": jira_time(comment.created),
        "updated": jira_time(comment.created),
        "jsdPublic": True,
    }


def comment_page(site: Site, issue: Issue, version: str, start: int = 0, limit: int = 100) -> Mapping[str, Any]:
    """Return a page of the issue's comments, oldest first."""
    comments = site.world.changes.comments(issue.key)
    return {
        "startAt": start,
        "maxResults": limit,
        "total": len(comments),
        "comments": [comment_shape(site, issue, each, version) for each in comments[start : start + limit]],
    }
