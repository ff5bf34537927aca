"""Lifecycle events from Jira, or from the GitLab that stands in front of this one."""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import Refused, empty, gitlab_of, params_of
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_connect.identity import audiences
from wizard.lab.gitlab.jira_connect.lifecycle import forward_installed, forward_uninstalled
from wizard.lab.gitlab.jira_connect.public_address import url_problem
from wizard.lab.gitlab.jira_connect.tokens import request_url, token_text
from wizard.lab.gitlab.jwt.token import TokenInvalid
from wizard.lab.gitlab.jwt.verify import AudienceInvalid, verify_lifecycle
from wizard.lab.host import NetworkFailed

ATLASSIAN_KEYS: Final = "https://connect-install-keys.atlassian.com"


async def installed(request: Request) -> Response:
    gitlab = gitlab_of(request)
    held_up = gitlab.bites("gitlab-leaf-slow")
    if held_up is not None:
        await gitlab.sleep(held_up["delay_s"])
    params = await _verified(request)
    if params is None:
        return empty(401)
    problems = await _problems(gitlab, params)
    if problems:
        known = gitlab.records.by_client(params["clientKey"]) is not None
        _log_rejection(gitlab, params, "update" if known else "create", problems)
        return empty(422)
    gitlab.describes_older = False  # the upgrade comes right after the install
    display = params.get("displayUrl")
    site, new = gitlab.records.save(
        params["clientKey"], params["sharedSecret"], params["baseUrl"], display if isinstance(display, str) else None
    )
    if not new and site.instance_url and gitlab.bites("jira-secret-not-forwarded") is None:
        # A failed forward does not fail the event: the instance keeps the older secret.
        await forward_installed(gitlab, site, site.instance_url)
    return empty(200)


async def uninstalled(request: Request) -> Response:
    gitlab = gitlab_of(request)
    params = await _verified(request)
    if params is None:
        return empty(401)
    site = gitlab.records.by_client(params["clientKey"])
    if site is None:
        _log_rejection(gitlab, params, "uninstall", ["installation not found"])
        return empty(422)
    secret, instance_url = gitlab.records.secret(site), site.instance_url
    gitlab.records.destroy(site)
    if instance_url:
        job = forward_uninstalled(gitlab, site.client_key, secret, instance_url)
        gitlab.desk.start("forward-uninstalled", job)
    return empty(200)


async def _verified(request: Request) -> dict[str, Any] | None:
    """Return the parameters of an event that can be believed; None for one that cannot."""
    gitlab = gitlab_of(request)
    try:
        params = await params_of(request)
        await verify_lifecycle(
            token_text(request, params, one_token=gitlab.policy.one_token),
            url=request_url(request),
            client_key=params.get("clientKey"),
            audiences=audiences(gitlab),
            now=gitlab.now(),
            policy=gitlab.policy,
            fetch_key=lambda kid: _fetch_key(gitlab, kid),
            wide_kid=gitlab.knows("wide-kid"),
        )
        _require_known_token(gitlab)
    except (TokenInvalid, Refused) as error:
        if gitlab.knows("decode-exceptions"):
            kind = "JWT::InvalidAudError" if isinstance(error, AudienceInvalid) else "JWT::DecodeError"
            gitlab.write_exception(kind, str(error))
        return None
    return params


def _require_known_token(gitlab: Instance) -> None:
    """Raise TokenInvalid where Jira's own token is of a kind that this version cannot read.

    Jira changed it in November 2024; the one that GitLab.com makes anew stayed (gitlab-org/gitlab issue 505372). That
    the key is fetched first, as for every token, is our reading: claims are judged after the signature.
    """
    if not gitlab.setting("jira_connect_proxy_url") and not gitlab.knows("install-token-of-2024"):
        raise TokenInvalid("install token of a newer kind")


async def _fetch_key(gitlab: Instance, kid: str) -> bytes | None:
    """Return the public key: from the proxy when one is set, and only from there, else from Atlassian."""
    proxy = gitlab.setting("jira_connect_proxy_url")
    url = f"{proxy}/-/jira_connect/public_keys/{kid}" if proxy else f"{ATLASSIAN_KEYS}/{kid}"
    try:
        answer = await gitlab.courier.send("GET", url)
    except NetworkFailed:
        return None
    return answer.body if answer.status == 200 else None


async def _problems(gitlab: Instance, params: dict[str, Any]) -> list[str]:
    secret = params.get("sharedSecret")
    problems = [] if isinstance(secret, str) and secret else ["Shared secret can't be blank"]
    if gitlab.flags.breaks_installs(gitlab.version):
        problems.append("Both OAuth flags are enabled")
    about = await url_problem(gitlab, params.get("baseUrl"))
    if about is not None:
        problems.append(f"Base url {about}")
    display = params.get("displayUrl")
    if display and gitlab.knows("lifecycle-log"):
        about = await url_problem(gitlab, display)
        if about is not None:
            problems.append(f"Display url {about}")
    return problems


def _log_rejection(gitlab: Instance, params: dict[str, Any], action: str, problems: list[str]) -> None:
    if gitlab.knows("lifecycle-log"):
        gitlab.write_log(
            "JiraConnect lifecycle event rejected",
            severity="ERROR",
            jira_event_action=action,
            jira_client_key=params.get("clientKey"),
            jira_errors=problems,
        )
