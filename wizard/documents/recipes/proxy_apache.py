"""Recipe: Apache 2.4 in front of GitLab. Source: Apache docs, mod_proxy, mod_authz_core."""

from wizard.documents.recipes import _proxy
from wizard.documents.recipes._base import Case, Recipe
from wizard.documents.recipes._spelling import apache, bracketed, file_of, host_and_port
from wizard.documents.sheet import Sheet
from wizard.domain.text import T

_BLOCK = """# Apache 2.4 with mod_ssl, mod_proxy, mod_proxy_http and mod_headers, for example in
# /etc/apache2/sites-available/{file}
<VirtualHost *:{port}>
    ServerName {server}
    UseCanonicalName Off

    SSLEngine on
    SSLProtocol all -SSLv3 -TLSv1 -TLSv1.1
    # With the whole chain:
    SSLCertificateFile    {folder}/fullchain.pem
    SSLCertificateKeyFile {folder}/privkey.pem

    # Encoded slashes are part of paths of GitLab's API.
    AllowEncodedSlashes NoDecode
    ProxyRequests Off
    ProxyTimeout 300
    # GitLab sees the name that was called.
    ProxyPreserveHost On
    RequestHeader set Host {host}
    RequestHeader set X-Forwarded-Proto "https"
    RequestHeader set X-Forwarded-Ssl "on"
{tls}
    ProxyPass        "{root}" "{behind}{root}" nocanon
    ProxyPassReverse "{root}" "{behind}{root}"

    # Jira, GitLab.com and browsers come here without a session: nothing asks them to sign in first.
    <Location {app}>
        AuthType None
        Require all granted
        Header always unset X-Frame-Options
    </Location>
</VirtualHost>
"""
_PLACE = T("Put it inside the VirtualHost block, after the other Location: the last one wins.")


def _restrict(case: Case) -> str:
    allowed = "".join(f"        Require ip {network}\n" for network in case.sources.networks)
    return (
        f"    <Location {apache(_proxy.events_path(case))}>\n        AuthType None\n        <RequireAny>\n"
        + allowed.replace("        ", "            ")
        + "        </RequireAny>\n    </Location>\n"
    )


def _make(case: Case) -> Sheet:
    file = f"{file_of(case.gitlab.host)}.conf"
    code = _BLOCK.format(
        file=file,
        port=case.gitlab.port,
        server=host_and_port(case.gitlab) if case.gitlab.port != 443 else bracketed(case.gitlab.host),
        folder=_proxy.certificate(case),
        host=f'"{case.gitlab.authority}"',
        tls="    SSLProxyEngine on\n" if case.behind.scheme == "https" else "",
        root=_proxy.root(case),
        behind=f"{case.behind.scheme}://{host_and_port(case.behind)}",
        app=apache(_proxy.app_path(case)),
    )
    return _proxy.sheet(case, "Apache", code, file, _restrict(case), _PLACE, "sudo apachectl configtest")


RECIPE = Recipe("proxy-apache", T("Apache"), 310, _proxy.applies, _make)
