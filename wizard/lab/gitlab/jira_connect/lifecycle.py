"""Passes lifecycle events on to the instance behind GitLab.com, signed anew with a key made for the one request."""

import asyncio
import uuid
from typing import Final
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_connect.records import Installation, StoredKey
from wizard.lab.gitlab.jwt.canonical import query_hash
from wizard.lab.gitlab.jwt.token import sign_hs256, sign_rs256
from wizard.lab.host import NetworkFailed

KEY_LIFE_S: Final = 300.0
_KEY_BITS: Final = 3072
_TIMEOUT_S: Final = 30.0
_RETRIES: Final = 3
_CLASSES: Final = {
    "refused": "Errno::ECONNREFUSED", "timeout": "Net::OpenTimeout", "tls": "OpenSSL::SSL::SSLError",
    "reset": "Errno::ECONNRESET",
}  # fmt: skip
"""Reason -> what Ruby raises for it."""
_NO_ANSWER: Final = "Could not be installed on the instance. Network error"
_RETRY_S: Final = 3600.0


async def forward_installed(gitlab: Instance, site: Installation, instance_url: str) -> str | None:
    """Send `installed` to the instance; return why it failed, None when the instance answered 200."""
    secret = {"sharedSecret": gitlab.records.secret(site), "baseUrl": site.base_url}
    return await _forward(gitlab, site.client_key, instance_url, "installed", secret)


async def forward_unlinked(gitlab: Instance, client_key: str, instance_url: str) -> None:
    """Send `uninstalled` to an instance the app no longer points to."""
    await _forward(gitlab, client_key, instance_url, "uninstalled", {})


async def forward_uninstalled(gitlab: Instance, client_key: str, secret: str, instance_url: str) -> None:
    """Send `uninstalled` after the app was removed from Jira.

    The token is symmetric, so an instance that verifies asymmetrically answers 401 and keeps its record: that is how
    GitLab behaves. Tried again after an hour, three times.
    """
    claims = {"iss": client_key, "qsh": query_hash("POST", "/events/uninstalled")}
    headers = {"Authorization": "JWT " + sign_hs256(claims, secret)}
    url = f"{instance_url}/-/jira_connect/events/uninstalled"
    for _ in range(_RETRIES + 1):
        if gitlab.held_back():
            return
        try:
            answer = await gitlab.courier.send("POST", url, headers=headers, timeout_s=_TIMEOUT_S)
        except NetworkFailed as error:
            _write_failure(gitlab, error)
        else:
            if answer.status < 400:
                return
        await gitlab.sleep(_RETRY_S)


async def _forward(
    gitlab: Instance, client_key: str, instance_url: str, event: str, more: dict[str, str]
) -> str | None:
    if gitlab.held_back():
        return _NO_ANSWER
    base = f"{instance_url.rstrip('/')}/-/jira_connect"
    key = await asyncio.to_thread(generate_private_key, 65537, _KEY_BITS)
    claims = {"aud": base, "iss": client_key, "qsh": query_hash("POST", f"/events/{event}")}
    token = sign_rs256(claims, key, _store(gitlab, key))
    form = {"clientKey": client_key, "jwt": token, "eventType": event, **more}
    try:
        answer = await gitlab.courier.send(
            "POST",
            f"{base}/events/{event}",
            headers={"Content-Type": "application/x-www-form-urlencoded"},
            content=urlencode(form).encode(),
            timeout_s=_TIMEOUT_S,
        )
    except NetworkFailed as error:
        _write_failure(gitlab, error)
        return _NO_ANSWER
    if answer.status == 200:
        return None
    gitlab.write_log(
        "Proxy lifecycle event received error response",
        severity="ERROR",
        jira_event_type=event,
        jira_status_code=answer.status,
        jira_body=answer.body[:500].decode(errors="replace"),
    )
    return f"Could not be installed on the instance. Error response code {answer.status}"


def _write_failure(gitlab: Instance, error: NetworkFailed) -> None:
    gitlab.write_exception(_CLASSES.get(error.reason, "SocketError"), error.detail or error.reason)


def _store(gitlab: Instance, key: RSAPrivateKey) -> str:
    """Keep the public half for five minutes and return its id."""
    now, keys = gitlab.now(), gitlab.records.public_keys
    for name in [name for name, one in keys.items() if one.expires_at <= now]:
        del keys[name]
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    kid = str(uuid.uuid5(uuid.NAMESPACE_OID, pem.decode()))
    keys[kid] = StoredKey(pem, now + KEY_LIFE_S)
    return kid
