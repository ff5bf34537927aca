"""How a value is written in each language of configuration, whatever letters it has.

Hosts come from `Url`: ASCII letters, digits, dots, hyphens, or an IP address. Paths may hold any letter that an address
may: quotes, dollars, semicolons, stars and parentheses included.
"""

import shlex

from wizard.domain.url import Url


def shell(text: str) -> str:
    """Return a word of a POSIX shell."""
    return shlex.quote(text)


def ruby_in_shell(code: str) -> str:
    """Return Ruby code as one word of a shell."""
    return shlex.quote(code)


def nginx(text: str) -> str:
    """Return a parameter of nginx; where it interpolates variables, no dollar may be in it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def apache(text: str) -> str:
    """Return a literal path of Apache: quoted, wildcards taken literally."""
    return '"' + "".join(f"\\{char}" if char in '\\"*?[' else char for char in text) + '"'


def caddy(text: str) -> str:
    """Return a token of a Caddyfile."""
    return text if all(char.isalnum() or char in "._~:/[]%-" for char in text) else f"`{text}`"


def haproxy(text: str) -> str:
    """Return a word of HAProxy: outside quotes a backslash takes every special letter literally."""
    return "".join(char if char.isalnum() or char in "._:/[]~-" else f"\\{char}" for char in text)


def bracketed(host: str) -> str:
    """Return a host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def host_and_port(url: Url) -> str:
    """Return host and port, the port always said."""
    return f"{bracketed(url.host)}:{url.port}"


def file_of(host: str) -> str:
    """Return a host as part of a file name."""
    return "".join(char if char.isalnum() or char in ".-" else "_" for char in host)
