"""What GitLab says of a project and of its rendered texts, as the checks of the integration read it."""

from tests.adapters.door_kit import kit
from tests.adapters.fault_server import answer, fault_server
from wizard.domain.jira_integration import Scope

PROJECT = {
    "id": 9,
    "name": "App",
    "path_with_namespace": "a/app",
    "namespace": {"kind": "group", "full_path": "a"},
    "created_at": "2026-11-01T10:00:00.000Z",
}
LISTED = [
    {"iid": 1, "title": "Without a key", "description": None},
    {"iid": 2, "title": "PLAT-1: with one", "description": None},
    {"iid": 3, "title": "Text", "description": "closes PLAT-2"},
]
SHOWN = {"iid": 2, "title_html": "<a>PLAT-1</a>", "description_html": None}


async def test_a_project_says_who_sees_it_whether_it_has_issues_and_whence_it_came() -> None:
    told = {"visibility": "internal", "issues_access_level": "disabled", "import_type": "gitlab_project"}
    answered = answer(200, PROJECT | told | {"import_status": "finished"})
    async with fault_server(answered) as server, kit(server.url) as one:
        found = await one.gitlab.project("a/app")
    assert found is not None
    assert (found.visibility, found.issues, found.imported) == ("internal", "disabled", "gitlab_project")
    assert found.created_at == "2026-11-01T10:00:00.000Z"


async def test_a_project_that_was_made_here_was_not_imported_and_a_silent_answer_says_nothing() -> None:
    answered = answer(200, PROJECT | {"import_type": None, "import_status": "none"})
    async with fault_server(answered) as server, kit(server.url) as one:
        found = await one.gitlab.project("a/app")
    assert found is not None
    assert (found.visibility, found.issues, found.imported) == ("", "", "")


async def test_texts_that_name_an_issue_are_read_as_they_are_kept_oldest_first() -> None:
    async with fault_server(answer(200, LISTED), answer(200, SHOWN)) as server, kit(server.url) as one:
        assert await one.gitlab.rendered_texts(9) == ("<a>PLAT-1</a> ", "<a>PLAT-1</a> ")
        asked = [request.split(b" ", 2)[1].decode() for request in server.requests]
    assert asked[0].startswith("/api/v4/projects/9/merge_requests?state=all&order_by=created_at&sort=asc")
    assert asked[1:] == [f"/api/v4/projects/9/merge_requests/{number}?render_html=true" for number in (2, 3)]


async def test_an_integration_says_when_it_was_last_saved() -> None:
    body = {
        "active": True,
        "properties": {"url": "https://acme.atlassian.net"},
        "updated_at": "2026-11-02T10:00:00.000Z",
    }
    async with fault_server(answer(200, body)) as server, kit(server.url) as one:
        found = await one.gitlab.jira_integration(Scope("project", "a/app"))
    assert found is not None
    assert found.updated_at == "2026-11-02T10:00:00.000Z"
