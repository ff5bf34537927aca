"""Failed TLS handshakes. Codes are kept as the ports raise them; nothing here ever offers to go on without a check."""

from wizard.checks.trouble._base import Trouble
from wizard.domain.text import T

_CHAIN = "GitLab docs: GitLab for Jira Cloud app administration, certificate requirements"
_USERS_SEE = T("Could not be installed on the instance. Network error")

TROUBLES = {
    "tls-certificate-expired": Trouble(
        "tls-certificate-expired",
        T("The certificate of {host} has expired"),
        T("Its last day has passed; GitLab.com and browsers refuse it as we do."),
        T("Renew the certificate on {host} and reload its web server, then check again."),
        _CHAIN,
        _USERS_SEE,
    ),
    "tls-certificate-not-yet-valid": Trouble(
        "tls-certificate-not-yet-valid",
        T("The certificate of {host} is not valid yet"),
        T("Its first day lies in the future: it was issued for later, or the clock of this computer is behind."),
        T("Compare the clock of this computer; if it is right, put the certificate that is valid today on {host}."),
        _CHAIN,
        _USERS_SEE,
    ),
    "tls-issuer-unknown": Trouble(
        "tls-issuer-unknown",
        T("Nobody we trust has signed the certificate of {host}"),
        T("Its issuer is not among the trusted roots: a company's own authority, or a proxy that inspects TLS."),
        T(
            "Put a certificate of a public authority on {host}: GitLab.com accepts no other. If only this computer "
            "meets another issuer, add the company's root certificate to the trusted roots of this computer."
        ),
        _CHAIN,
        _USERS_SEE,
    ),
    "tls-self-signed": Trouble(
        "tls-self-signed",
        T("The certificate of {host} is signed by itself"),
        T("{host} presents a certificate that no authority vouches for; GitLab.com refuses it too."),
        T("Put a certificate of a public authority on {host}, with its full chain, then check again."),
        _CHAIN,
        _USERS_SEE,
    ),
    "tls-name-mismatch": Trouble(
        "tls-name-mismatch",
        T("The certificate belongs to another name than {host}"),
        T(
            "{host} is not among the names that its certificate is made for: a wrong virtual host, or an address "
            "typed wrongly."
        ),
        T("Use the name that the certificate is made for, or put a certificate for {host} on the server."),
        _CHAIN,
        _USERS_SEE,
    ),
    "tls-protocol": Trouble(
        "tls-protocol",
        T("{host} speaks no TLS version we accept"),
        T("The server offers only versions older than TLS 1.2, or it speaks no TLS on this port at all."),
        T("Switch TLS 1.2 or 1.3 on at {host}, or check that the port is the one for HTTPS."),
        _CHAIN,
        _USERS_SEE,
    ),
    "tls-failed": Trouble(
        "tls-failed",
        T("No secure connection to {host} came about"),
        T("The TLS handshake with {host} failed, and the other end did not say why."),
        T(
            "Look at the web server's error log on {host} at this time; a proxy or firewall in between can be the "
            "reason too."
        ),
        _CHAIN,
        _USERS_SEE,
    ),
}
