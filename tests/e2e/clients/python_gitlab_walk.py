"""What an administrator's script does with python-gitlab; imports nothing of this project, prints one JSON document.

Called with the URL and a token; proxy and authority come from the environment alone.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import gitlab


def main(url: str, token: str) -> None:
    api = gitlab.Gitlab(url, private_token=token)
    api.auth()
    found = {
        "user": api.user.username if api.user else None,
        "version": api.version()[0],
        "settings": settings(api),
        "applications": applications(api),
        "projects": projects(api),
        "groups": [one.full_path for one in api.groups.list(get_all=True)],
        "groups_by_keyset": groups_by_keyset(api),
        "users": sorted(one.username for one in api.users.list(get_all=True)),
        "member": member(api),
        "feature": feature(api),
        "workers": sorted(api.sidekiq.compound_metrics()),
        "rotated": rotated(api, url),
    }
    project = api.projects.get(1)
    found |= {"branches": branches(project), "merge_requests": merge_requests(project), "integration": jira(project)}
    found["automation"] = automation(project)
    found["lately"] = lately(api, project)
    sys.stdout.write(json.dumps(found))


def settings(api: gitlab.Gitlab) -> list[Any]:
    """Set and clear the proxy URL; each time as a fresh read shows it."""
    seen = []
    for value in ("https://gitlab.com", ""):
        changed = api.settings.get()
        changed.jira_connect_proxy_url = value
        changed.save()
        seen.append(api.settings.get().jira_connect_proxy_url)
    return seen


def applications(api: gitlab.Gitlab) -> dict[str, Any]:
    values = {
        "name": "Made by a script",
        "redirect_uri": "https://x.example/cb",
        "scopes": "api",
        "confidential": False,
    }
    made = api.applications.create(values)
    listed = [one.application_id for one in api.applications.list(get_all=True)]
    made.delete()
    left = [one.application_id for one in api.applications.list(get_all=True)]
    return {
        "secret": bool(made.secret),
        "listed": made.application_id in listed,
        "left": made.application_id in left,
        "confidential": made.confidential,
    }


def projects(api: gitlab.Gitlab) -> dict[str, list[int]]:
    """Walk all projects by keyset in both directions, in small pages."""
    return {
        sort: [
            one.id
            for one in api.projects.list(pagination="keyset", order_by="id", sort=sort, per_page=7, iterator=True)
        ]
        for sort in ("asc", "desc")
    }


def groups_by_keyset(api: gitlab.Gitlab) -> list[str]:
    return [one.full_path for one in api.groups.list(pagination="keyset", order_by="name", per_page=2, iterator=True)]


def member(api: gitlab.Gitlab) -> list[Any]:
    """Add somebody to a group, raise the role, take it back."""
    group = api.groups.get("platform")
    sam = api.users.list(username="sam")[0]
    made = group.members.create({"user_id": sam.id, "access_level": 30})
    made.access_level = 40
    made.save()
    raised = group.members.get(sam.id).access_level
    made.delete()
    return [raised, "sam" in [one.username for one in group.members.list(get_all=True)]]


def feature(api: gitlab.Gitlab) -> list[str]:
    api.features.set("made_by_a_script", True, force=True)
    states = [one.state for one in api.features.list(get_all=True)]
    api.features.delete("made_by_a_script")
    return [*states, *[one.name for one in api.features.list(get_all=True)]]


def rotated(api: gitlab.Gitlab, url: str) -> dict[str, Any]:
    """Rotate a token made for somebody, and see that only the new one signs in."""
    made = api.users.get(3).personal_access_tokens.create({"name": "script", "scopes": ["api"]})
    fresh = api.personal_access_tokens.rotate(made.id)
    with gitlab.Gitlab(url, private_token=fresh["token"]) as new:
        new.auth()
        who = new.user.username if new.user else None
    with gitlab.Gitlab(url, private_token=made.token) as old:
        try:
            old.auth()
            refused = 200
        except gitlab.GitlabAuthenticationError as error:
            refused = int(error.response_code or 0)
    api.personal_access_tokens.delete(fresh["id"])
    return {"who": who, "old": refused}


def lately(api: gitlab.Gitlab, project: Any) -> dict[str, Any]:
    """Ask for what changed since the walk began, and for what changes in an hour from now."""
    now = datetime.now(UTC)
    since, later = ((now + timedelta(hours=hours)).isoformat() for hours in (-1, 1))
    group = api.groups.get("platform")
    busy = group.projects.list(include_subgroups=True, order_by="last_activity_at", sort="desc", per_page=5)
    return {
        "project": busy[0].id,
        "commits": [len(project.commits.list(all=True, since=moment, get_all=True)) > 0 for moment in (since, later)],
        "merge_requests": [
            len(group.mergerequests.list(updated_after=moment, order_by="updated_at", get_all=True))
            for moment in (since, later)
        ],
        "pipelines": [
            len(project.pipelines.list(updated_after=moment, order_by="updated_at", get_all=True))
            for moment in (since, later)
        ],
        "deployments": [
            len(project.deployments.list(updated_after=moment, order_by="updated_at", get_all=True))
            for moment in (since, later)
        ],
        "waiting": api.sidekiq.queue_metrics()["queues"]["default"]["backlog"],
    }


def branches(project: Any) -> dict[str, Any]:
    name = "feature/PLAT-1-by-script"
    before = len(project.branches.list(get_all=True))
    made = project.branches.create({"branch": name, "ref": project.default_branch})
    return {
        "before": before,
        "after": len(project.branches.list(get_all=True)),
        "name": project.branches.get(name).name,
        "tip": made.commit["id"] == project.commits.get(project.default_branch).id,
    }


def merge_requests(project: Any) -> dict[str, Any]:
    """Open one from the branch made before, merge it, then remove the branch."""
    source = "feature/PLAT-1-by-script"
    action = {"action": "create", "file_path": "notes.md", "content": "One\n"}
    project.commits.create({"branch": source, "commit_message": "PLAT-1 Add notes", "actions": [action]})
    made = project.mergerequests.create(
        {"source_branch": source, "target_branch": project.default_branch, "title": "PLAT-1 Add notes"}
    )
    opened = [one.iid for one in project.mergerequests.list(state="opened", get_all=True)]
    made.merge()
    project.branches.delete(source)
    try:
        project.branches.get(source)
        gone = 200
    except gitlab.GitlabGetError as error:
        gone = int(error.response_code or 0)
    return {"opened": made.iid in opened, "state": project.mergerequests.get(made.iid).state, "branch_gone": gone}


def automation(project: Any) -> dict[str, Any]:
    """Run a pipeline and cancel it, deploy to a place of its own, and keep a feature flag for a moment."""
    pipeline = project.pipelines.create({"ref": project.default_branch})
    jobs = sorted(job.name for job in pipeline.jobs.list(get_all=True))
    pipeline.cancel()
    place = project.environments.create({"name": "qa"})
    told = {"environment": "qa", "sha": pipeline.sha, "ref": pipeline.ref, "tag": False, "status": "success"}
    deployment = project.deployments.create(told)
    flag = project.feature_flags.create({"name": "by-script", "version": "new_version_flag"})
    flags = [one.name for one in project.feature_flags.list(get_all=True)]
    flag.delete()
    place.stop()
    return {
        "jobs": jobs,
        "pipeline": project.pipelines.get(pipeline.id).status,
        "deployment": project.deployments.get(deployment.id).environment["name"],
        "flags": flags,
        "flags_left": len(project.feature_flags.list(get_all=True)),
        "environment": project.environments.get(place.id).state,
    }


def jira(project: Any) -> dict[str, Any]:
    """Switch the Jira issue integration on and off again."""
    values = {"url": "https://acme.atlassian.net", "username": "ada@acme.example", "password": "of-a-script"}
    project.integrations.update("jira", values)
    shown = project.integrations.get("jira")
    active = [one.slug for one in project.integrations.list(get_all=True)]
    shown.delete()
    return {
        "url": shown.properties["url"],
        "password_shown": "of-a-script" in json.dumps(shown.attributes),
        "active": "jira" in active,
        "left": project.integrations.get("jira").active,
    }


main(*sys.argv[1:])
