"""Who calls: by basic auth, a session's cookie, or a personal access token where the release has them.

Source: Atlassian developer, Jira Server: basic and cookie-based authentication; refusals as people reported them.
"""

import base64
import binascii
import hmac
from urllib.parse import quote

from starlette.requests import Request

from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.records import Person
from wizard.lab.jira_server.refusals import page_of_refusal, sign_in_wanted
from wizard.lab.jira_server.sessions import COOKIE
from wizard.lab.refused import Refused

_IN_SCOPE = "lab.jira-server.caller"
LOGIN_PAGE = "/login.jsp"
FAILED, DENIED = "AUTHENTICATED_FAILED", "AUTHENTICATION_DENIED"


def identify(instance: Instance, request: Request) -> Person | None:
    """Return who calls and note it in the request; None for an anonymous call.

    Raises: Refused where what was sent does not open anything.
    """
    scheme, _, sent = request.headers.get("authorization", "").partition(" ")
    _judge(instance, scheme.lower())
    found: Person | None
    if scheme.lower() == "basic":
        found = _by_password(instance, sent)
    elif scheme.lower() == "bearer" and instance.release.knows("personal-tokens"):
        found = instance.tokens.find(sent.strip(), instance.now())
        if found is None:
            raise sign_in_wanted()
    else:
        # Before 8.14 nobody looks at a Bearer: the call is an anonymous one.
        found = instance.sessions.find(request.cookies.get(COOKIE))
    request.scope[_IN_SCOPE] = found
    return found


def _judge(instance: Instance, scheme: str) -> None:
    """Refuse what faults of an integration refuse: passwords that want a CAPTCHA, secrets at their end."""
    if scheme == "basic" and instance.bites("integration-captcha") is not None:
        raise page_of_refusal(403, "Forbidden", DENIED, denial(instance))
    if scheme and instance.bites("integration-token-expired") is not None:
        raise sign_in_wanted() if scheme == "bearer" else _failed(instance)


def caller(request: Request) -> Person | None:
    """Return who calls, None for an anonymous call."""
    found: Person | None = request.scope[_IN_SCOPE]
    return found


def signed_in(request: Request) -> Person:
    """Return who calls. Raises: Refused for an anonymous call."""
    found = caller(request)
    if found is None:
        raise sign_in_wanted()
    return found


def checked(instance: Instance, name: str, password: str) -> Person | None:
    """Return the person whose password this is, and count the attempt."""
    person = instance.world.person(name)
    if person is None or not hmac.compare_digest(person.password.encode(), password.encode()):
        instance.sessions.failed(name, instance.now())
        return None
    instance.sessions.succeeded(name, instance.now())
    return person


def denial(instance: Instance) -> dict[str, str]:
    """Return the headers of an answer that wants a CAPTCHA solved first."""
    return {
        "X-Seraph-LoginReason": DENIED,
        "X-Authentication-Denied-Reason": f"CAPTCHA_CHALLENGE; login-url={instance.url}{LOGIN_PAGE}",
        "WWW-Authenticate": realm(instance),
    }


def realm(instance: Instance) -> str:
    return f'OAuth realm="{quote(instance.url, safe="")}"'


def _by_password(instance: Instance, encoded: str) -> Person:
    try:
        name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise _failed(instance) from error
    if instance.sessions.locked(name):
        raise page_of_refusal(403, "Forbidden", DENIED, denial(instance))
    person = checked(instance, name, password)
    if person is None:
        raise _failed(instance)
    return person


def _failed(instance: Instance) -> Refused:
    headers = {"X-Seraph-LoginReason": FAILED, "WWW-Authenticate": realm(instance)}
    return page_of_refusal(401, "Unauthorized", FAILED, headers)
