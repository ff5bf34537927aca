"""The failed call behind a finding, in the facts row of its card and in the text for a ticket."""

import time
from collections.abc import Mapping

from wizard.domain.call import Call
from wizard.ui.i18n import tr


def on_card(call: Call) -> str:
    """Return the call with its time on this computer, as the page Activity shows it."""
    return _told(call, time.strftime("%H:%M:%S", time.localtime(call.at)))


def in_ticket(call: Call) -> str:
    """Return the call with a time that means the same everywhere."""
    return _told(call, time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(call.at)))


def beyond(facts: Mapping[str, str], call: Call) -> dict[str, str]:
    """Return the facts that the line of the call does not hold already."""
    said = {"status": str(call.status), "request_id": call.request_id}
    return {
        key: value
        for key, value in facts.items()
        if value != said.get(key) and not (key in ("host", "path") and value in call.url)
    }


def _told(call: Call, when: str) -> str:
    status = tr("status {status}", status=call.status) if call.status else tr("no answer")
    told = [when, f"{call.method} {call.url}", status]
    if call.request_id:
        told.append(tr("request {id}", id=call.request_id))
    told.append(_proxy(call))
    if call.tls_issuer:
        told.append(tr("certificate by {issuer}", issuer=call.tls_issuer))
    told.append(tr("attempt {attempt} of {of}", attempt=call.attempt, of=call.of))
    return "   ".join(told)


def _proxy(call: Call) -> str:
    sources = {
        "system": tr("the system's settings"),
        "manual": tr("the settings of this program"),
        "lab": tr("the lab"),
    }
    source = sources.get(call.proxy_source, "")
    if call.proxy:
        return (
            tr("proxy {proxy}, by {source}", proxy=call.proxy, source=source)
            if source
            else tr("proxy {proxy}", proxy=call.proxy)
        )
    return tr("no proxy, by {source}", source=source) if source else tr("no proxy")
