"""Recipe: Caddy 2 in front of GitLab. Source: Caddy docs, reverse_proxy, handle, remote_ip."""

from wizard.documents.recipes import _proxy
from wizard.documents.recipes._base import Case, Recipe
from wizard.documents.recipes._spelling import bracketed, caddy, host_and_port
from wizard.documents.sheet import Sheet
from wizard.domain.text import T

_BLOCK = """# Caddyfile of Caddy 2. Caddy gets the certificate with its chain by itself.
{site} {{
	# Jira, GitLab.com and browsers come here without a session: nothing asks them to sign in first.
	handle {app} {{
		reverse_proxy {behind} {{
			header_up Host {host}
			header_down -X-Frame-Options
		}}
	}}

	handle {{
		reverse_proxy {behind} {{
			header_up Host {host}
		}}
	}}
}}
"""
_PLACE = T("Put it inside the first handle block, before reverse_proxy.")


def _restrict(case: Case) -> str:
    networks = " ".join(str(network) for network in case.sources.networks)
    return (
        f"@strangers {{\n\tpath {caddy(_proxy.events_path(case) + '*')}\n\tnot remote_ip {networks}\n}}\n"
        "respond @strangers 403\n"
    )


def _make(case: Case) -> Sheet:
    site = f"{case.gitlab.scheme}://{bracketed(case.gitlab.host)}"
    code = _BLOCK.format(
        site=site if case.gitlab.port == 443 else f"{site}:{case.gitlab.port}",
        app=caddy(_proxy.app_path(case) + "*"),
        behind=f"{case.behind.scheme}://{host_and_port(case.behind)}",
        host=case.gitlab.authority,
    )
    test = "caddy validate --adapter caddyfile --config Caddyfile"
    return _proxy.sheet(case, "Caddy", code, "Caddyfile", _restrict(case), _PLACE, test)


RECIPE = Recipe("proxy-caddy", T("Caddy"), 320, _proxy.applies, _make)
