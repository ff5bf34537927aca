"""What happened in a project: the pushes to its branches, for whoever may see the project.

Source: GitLab REST API, "Events"; gitlabhq lib/api/entities/event.rb, push_event_payload.rb and
app/finders/events_finder.rb. Other actions, tags, pushes of several branches at once and what was before the world
began are not played; `after` and `before` are days.
"""

from datetime import UTC, date, datetime, time, timedelta

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import Refused, one_of
from wizard.lab.gitlab.api.caller import Caller, caller_of, project_of
from wizard.lab.gitlab.api.paging import paged
from wizard.lab.gitlab.world.chance import stamp
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.records import Pushed

_ACTIONS = (
    "created", "updated", "closed", "reopened", "pushed", "commented", "merged", "joined", "left", "destroyed",
    "expired", "approved",
)  # fmt: skip


async def of_project(request: Request) -> Response:
    caller = caller_of(request)
    project = project_of(request, caller)
    after, before = _day(request, "after"), _day(request, "before")
    action = one_of(request, "action", _ACTIONS, "pushed")
    repository = caller.gitlab.world.repository(project)
    found = [
        one
        for one in (repository.pushes() if action == "pushed" else [])
        # The day that is named is left out at both ends.
        if (after is None or one.at >= _begins(after + timedelta(days=1)))
        and (before is None or one.at < _begins(before))
    ]
    if one_of(request, "sort", ("asc", "desc"), "desc") == "asc":
        found.reverse()
    return paged(request, found, lambda one: _shown(caller, project, one))


def _shown(caller: Caller, project: Project, one: Pushed) -> dict[str, object]:
    gitlab = caller.gitlab
    tip = gitlab.world.repository(project).tip(one.branch)
    author = gitlab.world.user(tip.author) if tip is not None else caller.user
    action = "removed" if not one.new else "pushed" if one.old else "created"
    said = {"removed": "deleted", "pushed": "pushed to", "created": "pushed new"}[action]
    return {
        "id": int(one.at * 1000), "project_id": project.id, "action_name": said, "target_id": None, "target_iid": None,
        "target_type": None, "author_id": author.id, "target_title": None, "created_at": stamp(one.at),
        "author": {"id": author.id, "username": author.username, "name": author.name, "state": "active"},
        "push_data": {
            "commit_count": int(action == "pushed"), "action": action, "ref_type": "branch",
            "commit_from": one.old or None, "commit_to": one.new or None, "ref": one.branch,
            "commit_title": tip.title if tip is not None and one.new == tip.sha else None, "ref_count": None,
        },
        "author_username": author.username,
    }  # fmt: skip


def _day(request: Request, name: str) -> date | None:
    """Return the day that is named. Raises: Refused for one that is none."""
    text = request.query_params.get(name)
    try:
        return None if text is None else date.fromisoformat(text[:10])
    except ValueError as error:
        raise Refused(400, {"error": f"{name} is invalid"}) from error


def _begins(day: date) -> float:
    return datetime.combine(day, time(), UTC).timestamp()
