"""Check: the Web URL answers too, where Jira's API has an address of its own: GitLab saves nothing without it.

Source: GitLab issue 13423.
"""

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.domain.answers import Answers
from wizard.domain.errors import Unreachable
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.domain.url import Url


def _unreachable(host: str, api: str, reason: str) -> Finding:
    facts = {"host": host, "api": api, "reason": reason}
    return Finding(
        "integration-web-url-unreachable",
        Severity.BLOCKER,
        T("The Web URL of Jira does not answer"),
        T(
            "From this computer {host} cannot be reached ({reason}), although the API URL at {api} is another place. "
            "GitLab checks the Web URL too and refuses to save an integration whose Web URL leads nowhere.",
            **facts,
        ),
        T(
            "Compare the Web URL with the address that people open in their browsers, and have {host} resolve where "
            "GitLab runs. If only GitLab can reach it, go on.",
            host=host,
        ),
        "GitLab issue 13423",
        facts,
        users_see=T("Url is blocked: Host cannot be resolved or invalid"),
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    web, api = shared.web_of(answers), shared.account_of(ports).url
    if web is None:
        return Result(note=T("no Web URL was given"))
    try:
        await ports.probe.addresses(web.host)
        ms = await ports.probe.tcp(web.host, web.port)
    except Unreachable as error:
        return Result((_unreachable(web.host, api.host, error.code),))
    return Result(note=T("{host} in {ms} ms", host=web.host, ms=round(ms)))


def _apart(web: Url | None, api: Url | None) -> bool:
    return web is not None and api is not None and web.origin != api.origin


def _applies(answers: Answers) -> bool:
    return shared.wanted(answers) and _apart(shared.web_of(answers), shared.api_of(answers))


CHECK = Check(
    id="integration-web-url",
    title=T("The Web URL of Jira answers"),
    why=T("GitLab takes no integration whose Web URL leads nowhere, even where the API URL works."),
    seen_from=SeenFrom.DESKTOP,
    run=shared.of_account(_run),
    applies=_applies,
    rank=603,
)
