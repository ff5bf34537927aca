"""The few errors that ports raise. They carry codes and names, never secrets and never server text to obey."""

from collections.abc import Mapping

from wizard.domain.call import Call


class PortError(Exception):
    """A call to the outside did not give what was asked.

    `code` is kebab-case and stable (`network-name-unknown`, `http-401`); `facts` are shown to people; `sent` tells
    whether a write may have reached the server, so that it must be read back before anything else; of a read never.
    """

    def __init__(self, code: str, facts: Mapping[str, str] | None = None, *, sent: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, str] = dict(facts or {})
        self.sent = sent
        self.call: Call | None = None
        """The call itself, where there was one over HTTP; set where calls are made."""


class Unreachable(PortError):
    """No answer: name, address, TCP, TLS, time.

    Codes: network-name-unknown, network-refused, network-timeout, network-reset, network-unreachable, network-proxy,
    tls-certificate-expired, tls-certificate-not-yet-valid, tls-issuer-unknown, tls-self-signed, tls-name-mismatch,
    tls-protocol, tls-failed; in a lab lab-not-answering.
    """


class Refused(PortError):
    """The other side understood and said no.

    Codes: http-401, http-403, http-403-scope, http-403-read-only, http-404, http-407, http-409, http-429,
    http-429-later, http-503, http-captcha.
    Facts: status, path, request_id, said (server text, cut and plain); of a limit retry_after (seconds) and its name.
    """


class Unexpected(PortError):
    """There was an answer that cannot be used.

    Codes: answer-redirect, answer-redirect-elsewhere, answer-not-http, answer-not-json,
    answer-html, answer-shape, answer-too-large,
    answer-cut,
    http-<status>.
    """


class SecretMissing(PortError):
    """No token for a host: code `secret-missing`, fact `host`."""


class StoreFailed(PortError):
    """What must be on disk could not be written; nothing was sent."""
