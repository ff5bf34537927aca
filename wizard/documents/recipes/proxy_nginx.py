"""Recipe: nginx in front of GitLab. Source: nginx docs, ngx_http_proxy_module; GitLab docs, NGINX settings."""

from wizard.documents.recipes import _proxy
from wizard.documents.recipes._base import Case, Recipe
from wizard.documents.recipes._spelling import bracketed, file_of, host_and_port, nginx
from wizard.documents.sheet import Sheet
from wizard.domain.text import T

_BLOCK = """# In the http part of nginx, for example in /etc/nginx/conf.d/{file}
server {{
    listen {port} ssl;
    listen [::]:{port} ssl;
    server_name {name};

    ssl_certificate     {folder}/fullchain.pem;  # with the whole chain
    ssl_certificate_key {folder}/privkey.pem;
    ssl_protocols       TLSv1.2 TLSv1.3;

    client_max_body_size 0;
    proxy_http_version 1.1;
    proxy_read_timeout 300s;
    proxy_redirect off;
    proxy_set_header Host              {host};
    proxy_set_header X-Real-IP         $remote_addr;
    proxy_set_header X-Forwarded-For   $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto https;
    proxy_set_header X-Forwarded-Ssl   on;

    # Jira, GitLab.com and browsers come here without a session: nothing asks them to sign in first.
    location ^~ {app} {{
        auth_basic off;
        proxy_pass {behind};
    }}

    location {root} {{
        proxy_pass {behind};
    }}
}}
"""
_PLACE = T("Put it inside the server block.")


def _restrict(case: Case) -> str:
    allowed = "".join(f"    allow {network};\n" for network in case.sources.networks)
    return (
        f"location ^~ {nginx(_proxy.events_path(case))} {{\n    auth_basic off;\n{allowed}    deny all;\n"
        f"    proxy_pass {_behind(case)};\n}}\n"
    )


def _behind(case: Case) -> str:
    # Without a path: the path of the request passes as it is.
    return f"{case.behind.scheme}://{host_and_port(case.behind)}"


def _make(case: Case) -> Sheet:
    file = f"{file_of(case.gitlab.host)}.conf"
    code = _BLOCK.format(
        file=file,
        port=case.gitlab.port,
        name=nginx(bracketed(case.gitlab.host)),
        folder=_proxy.certificate(case),
        host=nginx(case.gitlab.authority),
        app=nginx(_proxy.app_path(case)),
        root=nginx(_proxy.root(case)),
        behind=_behind(case),
    )
    return _proxy.sheet(case, "nginx", code, file, _restrict(case), _PLACE, "sudo nginx -t")


RECIPE = Recipe("proxy-nginx", T("nginx"), 300, _proxy.applies, _make)
