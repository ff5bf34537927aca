"""Failed calls below TLS: names, addresses, connections, proxies. Codes are kept as the ports raise them."""

from wizard.checks.trouble._base import Trouble
from wizard.domain.text import T

_PREREQUISITES = "GitLab docs: GitLab for Jira Cloud app, Prerequisites"
_GITLAB_COM_MESSAGE = T("Could not be installed on the instance. Network error")

TROUBLES = {
    "network-name-unknown": Trouble(
        "network-name-unknown",
        T("The name {host} is not known"),
        T(
            "The name server of this computer does not know {host}: a typing error, a missing DNS record, or a VPN "
            "is off."
        ),
        T(
            "Compare {host} with the address in your browser; switch the VPN on or have the DNS record made; then "
            "check again."
        ),
        _PREREQUISITES,
        _GITLAB_COM_MESSAGE,
    ),
    "network-refused": Trouble(
        "network-refused",
        T("{host} refuses the connection"),
        T("The computer behind {host} is there, but nothing listens on this port, or a firewall turns it away."),
        T("Start the web server on {host} or open the port in its firewall, then check again."),
        _PREREQUISITES,
        _GITLAB_COM_MESSAGE,
    ),
    "network-timeout": Trouble(
        "network-timeout",
        T("{host} does not answer in time"),
        T("No answer came from {host}: a firewall drops the packets, a VPN is off, or the server is overloaded."),
        T("Ask whoever runs the firewall of {host} to let HTTPS through, or try again when the server is less busy."),
        _PREREQUISITES,
        _GITLAB_COM_MESSAGE,
    ),
    "network-reset": Trouble(
        "network-reset",
        T("The connection to {host} was cut"),
        T("The other end, or something between here and {host}, closed the connection before the answer was whole."),
        T(
            "Check again; if it stays, ask whoever runs the proxy or firewall in front of {host} what it logged at "
            "this time."
        ),
        _PREREQUISITES,
        _GITLAB_COM_MESSAGE,
    ),
    "network-unreachable": Trouble(
        "network-unreachable",
        T("There is no way to {host} from here"),
        T("This computer has no network, or no route to the address of {host}."),
        T("Check the network connection and the VPN of this computer, then check again."),
        _PREREQUISITES,
    ),
    "network-proxy": Trouble(
        "network-proxy",
        T("The proxy does not let us through to {host}"),
        T("Requests to {host} go through a proxy, and the proxy did not open the way."),
        T(
            "Set another proxy or none for {host} in the system's network settings, or ask its operator to allow "
            "{host}."
        ),
        "Proxy settings of this computer",
    ),
    "http-407": Trouble(
        "network-proxy-sign-in",
        T("The proxy wants a sign-in"),
        T("The proxy on the way to {host} answered 407: it lets only known users through."),
        T("Use a proxy address that needs no sign-in for {host}, or ask its operator to exempt {host}."),
        "Proxy settings of this computer",
    ),
}
