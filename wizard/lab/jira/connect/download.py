"""Getting a descriptor from the address an admin gave."""

from urllib.parse import urlsplit

from wizard.lab.host import Answer, Courier, NetworkFailed
from wizard.lab.jira.connect.descriptor import on_loopback
from wizard.lab.jira.connect.messages import InstallFailed

ALLOWED_PORTS = frozenset({80, 443, 8080})
_UPM = "upm.pluginInstall.error."


async def download(courier: Courier, url: str) -> Answer:
    """Return the successful answer.

    Raises: `InstallFailed` with the code that app management shows for this failure.
    """
    _check_address(url)
    try:
        answer = await courier.send("GET", url, headers={"accept": "application/json"})
    except NetworkFailed as failure:
        code = f"{_UPM}ssl" if failure.reason == "tls" else "unexpected.exception"
        raise InstallFailed(code) from failure
    if answer.status in {401, 403}:
        raise InstallFailed(f"{_UPM}access.denied")
    if answer.status == 404:
        raise InstallFailed(f"{_UPM}file.not.found")
    if answer.status != 200:
        raise InstallFailed(f"{_UPM}response.exception")
    return answer


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise InstallFailed(f"{_UPM}invalid.uri.syntax") from error
    if parts.scheme not in {"http", "https"}:
        raise InstallFailed(f"{_UPM}unsupported.protocol")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise InstallFailed(f"{_UPM}response.exception") from error
    if port not in ALLOWED_PORTS and not on_loopback(url):
        raise InstallFailed(f"{_UPM}response.exception")
