"""Submitting development information: what is kept, what is rejected, and the order of things."""

from typing import Any

import httpx
import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.entities import LEFT_OUT, branch, commit, pull_request, repository, submission
from tests.lab.jira.outside import APP_KEY, DANA, app_headers, descriptor

BULK = "/rest/devinfo/0.10/bulk"
REPOSITORY = "/rest/devinfo/0.10/repository/1"
EXISTS = "/rest/devinfo/0.10/existsByProperties"


async def push(stage: Stage, *repositories: dict[str, Any], **changes: Any) -> httpx.Response:
    """Submit and let it become visible."""
    answer = await stage.as_app("POST", BULK, json=submission(*repositories, **changes))
    await stage.clock.sleep(1)
    return answer


async def test_a_good_submission_is_accepted_and_kept(installed: Stage) -> None:
    answer = await push(installed, repository(commits=[commit()], branches=[branch()], pullRequests=[pull_request()]))
    assert answer.status_code == 202
    assert answer.json() == {
        "acceptedDevinfoEntities": {
            "1": {"commits": [commit()["id"]], "branches": ["id-of-PLAT-1-fix"], "pullRequests": ["57"]}
        },
        "failedDevinfoEntities": {},
        "unknownIssueKeys": [],
    }
    truth = installed.host.truth()
    assert truth["devinfo"] == {"repositories": 1, "branches": 1, "commits": 1, "pull_requests": 1}
    assert truth["branches"] == {"PLAT-1": ["PLAT-1-fix"]}


async def test_what_was_accepted_is_visible_a_moment_later(installed: Stage) -> None:
    await installed.as_app("POST", BULK, json=submission(repository(branches=[branch()])))
    assert (await installed.as_app("GET", REPOSITORY)).status_code == 404
    await installed.clock.sleep(0.31)
    stored = (await installed.as_app("GET", REPOSITORY)).json()
    assert [each["name"] for each in stored["branches"]] == ["PLAT-1-fix"]


@pytest.mark.parametrize(
    ("kind", "entity", "message"),
    [
        ("commits", commit(issueKeys=[]), "issueKeys must not be empty"),
        ("commits", commit(issueKeys=LEFT_OUT), "issueKeys must not be empty"),
        ("commits", commit(issueKeys=["PLAT-1"] * 501), "issueKeys must not have more than 500 keys"),
        ("commits", commit(issueKeys=["plat 1"]), "'plat 1' is not a valid issue key"),
        ("commits", commit(url=LEFT_OUT), "'url' is required"),
        ("commits", commit(author=LEFT_OUT), "'author' is required"),
        ("commits", commit(fileCount=-1), "'fileCount' must not be negative"),
        ("commits", commit(updateSequenceId="1"), "'updateSequenceId' must be a number"),
        ("commits", commit(displayId="d" * 256), "'displayId' must be at most 255 characters long"),
        ("commits", commit(files=commit()["files"] * 11), "'files' must not have more than 10 items"),
        ("commits", commit(files=[{"path": "a"}]), "files: 'url' is required"),
        ("commits", commit(author={"email": "e" * 256}), "author: 'email' must be at most 255 characters long"),
        ("branches", branch(name="n" * 513), "'name' must be at most 512 characters long"),
        ("branches", branch(lastCommit=LEFT_OUT), "'lastCommit' is required"),
        ("branches", branch(lastCommit=commit(url=LEFT_OUT)), "lastCommit: 'url' is required"),
        ("branches", branch(url="u" * 2001), "'url' must be at most 2000 characters long"),
        ("pullRequests", pull_request(status="DRAFT"), "'status' must be one of OPEN, MERGED, DECLINED, UNKNOWN"),
        ("pullRequests", pull_request(title="t" * 1025), "'title' must be at most 1024 characters long"),
        ("pullRequests", pull_request(commentCount=None), "'commentCount' is required"),
        ("pullRequests", pull_request(sourceBranch="b" * 256), "'sourceBranch' must be at most 255 characters long"),
    ],
)
async def test_a_broken_entity_is_rejected_alone(
    installed: Stage, kind: str, entity: dict[str, Any], message: str
) -> None:
    lists: dict[str, Any] = {"branches": [branch("PLAT-2-good", "PLAT-2")]}
    lists[kind] = [*lists.get(kind, []), entity]
    answer = await push(installed, repository(**lists))
    assert answer.status_code == 202
    failed = answer.json()["failedDevinfoEntities"]["1"]
    assert failed[kind] == [{"id": entity["id"], "errorMessages": [{"message": message}]}]
    assert answer.json()["acceptedDevinfoEntities"]["1"]["branches"] == ["id-of-PLAT-2-good"]
    assert installed.host.truth()["rejected"] == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "n" * 256}, "'name' must be at most 255 characters long"),
        ({"url": None}, "'url' is required"),
        ({"description": "d" * 1025}, "'description' must be at most 1024 characters long"),
        ({"updateSequenceId": None}, "'updateSequenceId' is required"),
    ],
)
async def test_a_broken_repository_is_rejected_with_all_it_lists(
    installed: Stage, changes: dict[str, Any], message: str
) -> None:
    answer = await push(installed, repository(**changes, branches=[branch()]), repository(2, branches=[branch()]))
    assert answer.json()["failedDevinfoEntities"]["1"]["errorMessages"] == [{"message": message}]
    assert list(answer.json()["acceptedDevinfoEntities"]) == ["2"]


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        submission(),
        submission(*(repository(n) for n in range(101))),
        submission(repository(1), repository(1)),
        submission(repository(branches=[branch(), branch()])),
        submission(repository(commits=[commit(n) for n in range(401)])),
        submission(*(repository(r, commits=[commit(n) for n in range(334)]) for r in range(3))),
        submission(repository(), properties={f"k{n}": "v" for n in range(6)}),
        submission(repository(), properties={"_k": "v"}),
        submission(repository(), properties={"a:b": "v"}),
        submission(repository(), properties={"k": "v" * 256}),
        submission(repository(commits="none")),
        submission(repository(id=None)),
    ],
    ids=[
        "a list", "nothing", "no repository", "101 repositories", "one repository twice", "one branch twice",
        "401 commits", "1002 entities", "six properties", "underscore", "colon", "long value", "no list", "no id",
    ],
)  # fmt: skip
async def test_a_request_out_of_limits_is_refused_as_a_whole(installed: Stage, body: Any) -> None:
    answer = await installed.as_app("POST", BULK, json=body)
    assert answer.status_code == 400
    assert answer.json()["errorMessages"][0]["message"]
    await installed.clock.sleep(1)
    assert installed.host.truth()["devinfo"]["repositories"] == 0


async def test_unknown_keys_are_told_and_the_entity_is_kept_for_the_known_ones(installed: Stage) -> None:
    both = branch("PLAT-3-and", "PLAT-3", issueKeys=["PLAT-3", "UTF-8"])
    none = branch("NOPE-1-x", "NOPE-1", lastCommit=commit())
    answer = (await push(installed, repository(branches=[both, none]))).json()
    assert answer["unknownIssueKeys"] == ["UTF-8", "NOPE-1"]
    assert answer["acceptedDevinfoEntities"]["1"]["branches"] == [both["id"]]
    assert answer["failedDevinfoEntities"]["1"]["branches"] == [
        {"id": none["id"], "errorMessages": [{"message": "No valid issues found for branch"}]}
    ]
    assert installed.host.truth()["unknown_keys"] == ["UTF-8", "NOPE-1"]
    assert installed.host.truth()["branches"] == {"PLAT-3": ["PLAT-3-and"]}


async def test_a_long_commit_message_is_cut_and_kept(installed: Stage) -> None:
    await push(installed, repository(commits=[commit(message="m" * 2000)]))
    stored = (await installed.as_app("GET", REPOSITORY)).json()
    assert stored["commits"][0]["message"] == "m" * 1024


async def test_older_data_than_the_stored_is_accepted_and_ignored(installed: Stage) -> None:
    await push(installed, repository(branches=[branch("PLAT-1-new", id="b", updateSequenceId=5)]))
    older = await push(installed, repository(branches=[branch("PLAT-1-old", id="b", updateSequenceId=4)]))
    assert older.json()["acceptedDevinfoEntities"]["1"]["branches"] == ["b"]
    assert installed.host.truth()["branches"] == {"PLAT-1": ["PLAT-1-new"]}


async def test_an_update_that_names_another_issue_moves_the_entity(installed: Stage) -> None:
    await push(installed, repository(branches=[branch(id="b", updateSequenceId=1)]))
    await push(installed, repository(branches=[branch("PLAT-2-x", "PLAT-2", id="b", updateSequenceId=2)]))
    assert installed.host.truth()["branches"] == {"PLAT-2": ["PLAT-2-x"]}


@pytest.mark.parametrize("kind", ["branch", "commit", "pull_request"])
async def test_one_entity_is_deleted(installed: Stage, kind: str) -> None:
    await push(
        installed, repository(branches=[branch(id="e")], commits=[commit(id="e")], pullRequests=[pull_request(id="e")])
    )
    answer = await installed.as_app("DELETE", f"{REPOSITORY}/{kind}/e")
    await installed.clock.sleep(1)
    assert answer.status_code == 202
    counts = installed.host.truth()["devinfo"]
    assert counts == {"repositories": 1, "branches": 1, "commits": 1, "pull_requests": 1} | {
        {"branch": "branches", "commit": "commits", "pull_request": "pull_requests"}[kind]: 0
    }


async def test_a_delete_with_an_older_sequence_leaves_newer_data(installed: Stage) -> None:
    await push(installed, repository(branches=[branch(id="e", updateSequenceId=10)]))
    await installed.as_app("DELETE", f"{REPOSITORY}/branch/e", "_updateSequenceId=9")
    await installed.clock.sleep(1)
    assert installed.host.truth()["devinfo"]["branches"] == 1
    wrong = await installed.as_app("DELETE", f"{REPOSITORY}/branch/e", "_updateSequenceId=x")
    assert wrong.status_code == 400


async def test_an_unknown_kind_of_entity_is_refused(installed: Stage) -> None:
    answer = await installed.as_app("DELETE", f"{REPOSITORY}/tag/e")
    assert (answer.status_code, answer.json()) == (400, {"errorMessages": [{"message": "Wrong entity type specified"}]})


async def test_a_repository_is_deleted_with_all_it_holds(installed: Stage) -> None:
    await push(installed, repository(branches=[branch()]), repository(2, branches=[branch("PLAT-2-x", "PLAT-2")]))
    await installed.as_app("DELETE", REPOSITORY)
    await installed.clock.sleep(1)
    assert installed.host.truth()["branches"] == {"PLAT-2": ["PLAT-2-x"]}


async def test_data_is_found_and_deleted_by_its_properties(installed: Stage) -> None:
    await push(installed, repository(branches=[branch()]), properties={"a": "1", "b": "2"})
    assert (await installed.as_app("GET", EXISTS, "a=1&b=2")).json() == {"hasDataMatchingProperties": True}
    assert (await installed.as_app("GET", EXISTS, "a=1&b=3")).json() == {"hasDataMatchingProperties": False}
    assert (await installed.as_app("DELETE", "/rest/devinfo/0.10/bulkByProperties", "a=1")).status_code == 202
    await installed.clock.sleep(1)
    assert (await installed.as_app("GET", EXISTS, "a=1&b=2")).json() == {"hasDataMatchingProperties": False}


async def test_a_question_by_properties_needs_each_once(installed: Stage) -> None:
    headers = app_headers(installed.secret, f"GET&{EXISTS}&a=1,2", installed.clock.now())
    twice = await installed.client.get(f"{EXISTS}?a=1&a=2", headers=headers)
    assert twice.status_code == 400
    assert (await installed.as_app("GET", EXISTS)).status_code == 400


async def test_uninstalling_the_app_deletes_what_it_sent(installed: Stage) -> None:
    await push(installed, repository(branches=[branch()], commits=[commit()]))
    await installed.as_app("POST", BULK, json=submission(repository(2, branches=[branch()])))
    await installed.client.delete(f"/rest/plugins/1.0/{APP_KEY}-key", headers=DANA)
    await installed.install()
    await installed.clock.sleep(1)
    assert installed.host.truth()["devinfo"] == {"repositories": 0, "branches": 0, "commits": 0, "pull_requests": 0}
    assert installed.host.truth()["branches"] == {}


async def test_an_app_without_the_module_may_not_submit(stage: Stage) -> None:
    page = descriptor()["modules"]["postInstallPage"]
    stage.internet.offer(descriptor(modules={"postInstallPage": page}))
    await stage.install()
    assert (await stage.as_app("POST", BULK, json=submission(repository()))).status_code == 403


@pytest.mark.parametrize(("scopes", "deletes"), [(["READ", "WRITE"], 403), (["DELETE"], 202), (["ADMIN"], 202)])
async def test_deleting_needs_the_scope_or_a_higher_one(stage: Stage, scopes: list[str], deletes: int) -> None:
    stage.internet.offer(descriptor(scopes=scopes))
    await stage.install()
    assert (await stage.as_app("DELETE", REPOSITORY)).status_code == deletes
    assert (await stage.as_app("POST", BULK, json=submission(repository()))).status_code == 202
