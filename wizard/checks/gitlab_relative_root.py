"""Check: the path below which GitLab lives is none that stands twice after the sign-in.

Source: GitLab issue 496616: it doubles where it is called as a program.
"""

from wizard.checks._base import Check, Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.domain.url import UrlError, parse

DOUBLED = ("git", "ls", "ps")
"""Names of programs that are known to do it."""


def _doubled(address: str, root: str) -> Finding:
    facts = {"address": address, "root": root}
    return Finding(
        "gitlab-url-doubled",
        Severity.WARNING,
        T("The sign-in from Jira may end at {root}{root}", root=root),
        T(
            "{address} lives below a path that is called as a program is. GitLab then writes the path twice into the "
            "address that follows its sign-in page, and the browser finds nothing there.",
            address=address,
        ),
        T(
            "Give GitLab another path (relative_url_root, in external_url) or a host of its own, and enter the new "
            "address here. To see whether it happens, open {address}/oauth/authorize in a private window and sign in.",
            address=address,
        ),
        "GitLab issue 496616",
        facts,
        users_see=T("404: Page Not Found"),
        seen_from=SeenFrom.COMPUTED,
    )


def _root(answers: Answers) -> str:
    try:
        return parse(answers.gitlab.url).path
    except UrlError:
        return ""


async def _run(_answers: Answers, ports: Ports) -> Result:
    root = ports.gitlab.url.path
    doubled = root.rpartition("/")[2] in DOUBLED
    return Result((_doubled(str(ports.gitlab.url), root),) if doubled else (), T("below {root}", root=root))


def _applies(answers: Answers) -> bool:
    return on_route.own_gitlab(answers) and bool(_root(answers))


CHECK = Check(
    id="gitlab-relative-root",
    title=T("The path of GitLab stands once in its addresses"),
    why=T("Some names of a path stand twice after the sign-in, and the sign-in from Jira then ends nowhere."),
    seen_from=SeenFrom.COMPUTED,
    run=_run,
    applies=_applies,
    rank=110,
    advised=True,
)
