"""A new secret that GitLab.com takes and the instance behind it never sees: the cause, and the repair GitLab names."""

from tests.lab.admin import Admin, eventually

BULK = "/rest/devinfo/0.10/bulk"


async def push(admin: Admin, branch: str) -> None:
    made = await admin.at_gitlab("POST", "/projects/1/repository/branches", params={"branch": branch, "ref": "main"})
    assert made.status_code == 201


def answers(admin: Admin) -> list[int]:
    return [row["status"] for row in admin.lab.traffic.since(0) if row["path"] == BULK]


async def told(admin: Admin, times: int) -> None:
    """Wait until Jira has told GitLab.com a secret so often, with its consent."""

    async def so_often() -> bool:
        rows = admin.lab.traffic.since(0)
        events = [row for row in rows if (row["from"], row["path"]) == ("jira", "/-/jira_connect/events/installed")]
        return [row["status"] for row in events] == [200] * times

    await eventually(so_often)


def secrets_sent(admin: Admin) -> int:
    return sum(row["path"] == "/-/jira_connect/events/installed" for row in admin.lab.traffic.since(0))


async def test_two_ways_to_one_message_differ_in_what_jira_has_told(admin: Admin):
    await admin.connect()
    sent = secrets_sent(admin)
    await admin.lab.set_fault("jira-invalid-jwt", {})
    await push(admin, "PLAT-4-untold")

    async def refused() -> bool:
        return 401 in answers(admin)

    await eventually(refused)
    assert secrets_sent(admin) == sent
    await admin.lab.lift_fault("jira-invalid-jwt")
    await admin.lab.set_fault("jira-secret-not-forwarded", {})
    await told(admin, 2)
    assert secrets_sent(admin) == sent + 1


async def test_choosing_the_instance_again_brings_it_the_secret_that_was_not_forwarded(admin: Admin):
    await admin.connect()
    await admin.lab.set_fault("jira-secret-not-forwarded", {})
    await told(admin, 2)
    await push(admin, "PLAT-4-refused")

    async def refused() -> bool:
        return 401 in answers(admin)

    await eventually(refused)
    await admin.by_hand("gitlab-com-choose-self-managed")
    await push(admin, "PLAT-4-taken")

    async def shows() -> bool:
        return "PLAT-4-taken" in await admin.branch_names("PLAT-4")

    await eventually(shows)
    await admin.lab.lift_fault("jira-secret-not-forwarded")
    await told(admin, 3)
    await push(admin, "PLAT-4-later")

    async def still_shows() -> bool:
        return "PLAT-4-later" in await admin.branch_names("PLAT-4")

    await eventually(still_shows)
