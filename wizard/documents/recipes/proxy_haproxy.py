"""Recipe: HAProxy in front of GitLab. Source: HAProxy configuration manual, http-request, acl, server."""

from wizard.documents.recipes import _proxy
from wizard.documents.recipes._base import Case, Recipe
from wizard.documents.recipes._spelling import haproxy, host_and_port
from wizard.documents.sheet import Sheet
from wizard.domain.text import T

_BLOCK = """# In /etc/haproxy/haproxy.cfg, HAProxy 2.2 or newer
frontend gitlab_public
    mode http
    # fullchain.pem and privkey.pem in one file, the chain whole:
    bind :::{port} v4v6 ssl crt {folder}/haproxy.pem alpn h2,http/1.1 ssl-min-ver TLSv1.2
    option forwardfor
    timeout client 300s
    http-request set-header Host {host}
    http-request set-header X-Forwarded-Proto https
    http-request set-header X-Forwarded-Ssl on
    # Jira, GitLab.com and browsers come here without a session. Where people have to sign in at this proxy, leave
    # this path out of it, as in: http-request auth unless jira_connect
    acl jira_connect path_beg {app}
    default_backend gitlab_behind

backend gitlab_behind
    mode http
    timeout connect 5s
    timeout server 300s
    server gitlab {behind}{tls}
"""
_PLACE = T("Put it inside the frontend.")


def _restrict(case: Case) -> str:
    networks = " ".join(str(network) for network in case.sources.networks)
    return (
        f"    acl jira_events path_beg {haproxy(_proxy.events_path(case))}\n"
        f"    acl jira_source src {networks}\n"
        "    http-request deny deny_status 403 if jira_events !jira_source\n"
    )


def _make(case: Case) -> Sheet:
    secure = case.behind.scheme == "https"
    verify = f" ssl verify required ca-file /etc/ssl/certs/ca-certificates.crt sni str({haproxy(case.behind.host)})"
    code = _BLOCK.format(
        port=case.gitlab.port,
        folder=_proxy.certificate(case),
        host=haproxy(case.gitlab.authority),
        app=haproxy(_proxy.app_path(case)),
        behind=host_and_port(case.behind),
        tls=verify if secure else "",
    )
    return _proxy.sheet(
        case, "HAProxy", code, "haproxy.cfg", _restrict(case), _PLACE, "haproxy -c -f /etc/haproxy/haproxy.cfg"
    )


RECIPE = Recipe("proxy-haproxy", T("HAProxy"), 330, _proxy.applies, _make)
