"""The calls by which the site tells an app what happens to it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from wizard.lab.host import Answer, NetworkFailed
from wizard.lab.jira.connect.descriptor import on_loopback
from wizard.lab.jira.connect.messages import InstallFailed, bad_response
from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.connect.tokens import request_claims, sign_shared
from wizard.lab.jira.site import Site

CALL_TIMEOUT_S = 10.0
CONNECT_VERSION = "1.1.0"
SERVER_VERSION = "100279"
INSTALL_ACCEPTED = frozenset({200, 201, 204})


async def announce_installed(site: Site, app: InstalledApp, account_id: str) -> None:
    """Hand the secret to the app and wait for its consent.

    Raises: `InstallFailed` when the app cannot be reached or refuses; the install is then rolled back.
    """
    path = app.descriptor.get("lifecycle", {}).get("installed")
    if not path:
        return
    url = app.base_url + path
    if not (url.startswith("https://") or on_loopback(url)):
        raise InstallFailed("connect.remote.upm.install.exception")
    await site.signing_key.publish(site.courier)
    try:
        answer = await _send(site, app, "installed", url, _signed_install(site, app, url, account_id))
    except NetworkFailed as failure:
        raise _unreachable(url, failure) from failure
    if answer.status not in INSTALL_ACCEPTED:
        raise bad_response(answer.status)


async def announce(site: Site, app: InstalledApp, event: str, account_id: str) -> None:
    """Send enabled, disabled or uninstalled when the app asks for it; nobody waits for its consent."""
    path = app.descriptor.get("lifecycle", {}).get(event)
    if not path:
        return
    url = app.base_url + path
    if event == "uninstalled":
        await site.signing_key.publish(site.courier)
        token = _signed_install(site, app, url, account_id)
    else:
        claims = request_claims("POST", url, app.base_url, issuer=site.world.client_key, now=site.clock.now())
        token = sign_shared({**claims, "sub": account_id}, app.secret)
    try:
        await _send(site, app, event, url, token)
    except NetworkFailed:
        return  # told once, never again: an app that was away keeps its stale record


def _signed_install(site: Site, app: InstalledApp, url: str, account_id: str) -> str:
    claims = request_claims("POST", url, app.base_url, issuer=site.world.client_key, now=site.clock.now())
    return site.signing_key.sign({**claims, "aud": [app.base_url], "sub": account_id})


async def _send(site: Site, app: InstalledApp, event: str, url: str, token: str) -> Answer:
    headers = {
        "content-type": "application/json",
        "authorization": f"JWT {token}",
        "user-agent": f"Atlassian-Connect/{CONNECT_VERSION}",
        "atlassian-connect-version": CONNECT_VERSION,
    }
    content = msgspec.json.encode(_payload(site, app, event))
    return await site.courier.send("POST", url, headers=headers, content=content, timeout_s=CALL_TIMEOUT_S)


def _payload(site: Site, app: InstalledApp, event: str) -> Mapping[str, Any]:
    payload = {
        "key": app.key,
        "clientKey": site.world.client_key,
        "cloudId": site.world.cloud_id,
        "serverVersion": SERVER_VERSION,
        "pluginsVersion": CONNECT_VERSION,
        "baseUrl": site.url,
        "displayUrl": site.url,
        "displayUrlServicedeskHelpCenter": site.url,
        "productType": "jira",
        "description": f"Atlassian Jira at {site.url}",
        "eventType": event,
    }
    if event != "installed":
        return payload
    of_forge = {"installationId": app.forge_installation} if app.forge_installation else {}
    return {**payload, "sharedSecret": app.secret, **of_forge}


def _unreachable(url: str, failure: NetworkFailed) -> InstallFailed:
    parts = urlsplit(url)
    plain = f"{parts.scheme}://{parts.netloc}{parts.path}"
    if failure.reason == "name":
        return InstallFailed("connect.install.error.remote.host.bad.domain", parts.hostname or "")
    if failure.reason == "timeout":
        return InstallFailed("connect.install.error.remote.host.timeout", plain)
    if failure.reason == "tls":
        return InstallFailed("connect.install.error.remote.host.ssl", plain, failure.detail)
    return InstallFailed("connect.remote.upm.install.exception")
