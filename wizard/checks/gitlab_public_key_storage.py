"""Check: this instance can keep the public keys of what it hands on, and does where others rely on it already.

Source: GitLab docs, GitLab for Jira Cloud app, "Configure your GitLab instance to serve as a proxy".
"""

from wizard.checks._base import Check, Result
from wizard.checks._installed import app_is_installed
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T

NAME = "jira_connect_public_key_storage_enabled"
SOURCE = "GitLab docs: Configure your GitLab instance to serve as a proxy"
_USERS_SEE = T("Could not be installed on the instance. Error response code 401")


def _unknown(host: str) -> Finding:
    return Finding(
        "gitlab-key-storage-unknown",
        Severity.BLOCKER,
        T("This GitLab has no public key storage"),
        T(
            "The settings of {host} have no {name}: this release cannot keep the keys that instances behind it "
            "ask for.",
            host=host,
            name=NAME,
        ),
        T("Upgrade {host}, or connect each instance by itself (page Method).", host=host),
        SOURCE,
        {"host": host, "setting": NAME},
        users_see=_USERS_SEE,
        seen_from=SeenFrom.DESKTOP,
    )


def _off(host: str, jira: str) -> Finding:
    facts = {"host": host, "jira": jira, "setting": NAME}
    return Finding(
        "gitlab-key-storage-off",
        Severity.WARNING,
        T("Public key storage is off"),
        T(
            "{jira} has the app of {host}, and {host} keeps no keys: every instance behind it refuses with 401 what it "
            "hands on.",
            **facts,
        ),
        T(
            "Apply switches on Enable public key storage in Admin area, Settings, General, GitLab for Jira App. Then "
            "save the address of the instance in Jira once more."
        ),
        SOURCE,
        facts,
        users_see=_USERS_SEE,
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    host, settings = ports.gitlab.url.host, await ports.gitlab.settings()
    if NAME not in settings:
        return Result((_unknown(host),))
    if settings[NAME] is True:
        return Result(note=T("on"))
    if await app_is_installed(answers, ports):
        return Result((_off(host, ports.jira.url.host),))
    return Result(note=T("off; the plan switches it on"))


CHECK = Check(
    id="gitlab-public-key-storage",
    title=T("Public key storage"),
    why=T("Instances behind this one verify with these keys what it hands on."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.proxy,
    needs=("gitlab-admin",),
    rank=522,
)
