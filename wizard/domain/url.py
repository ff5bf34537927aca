"""The one URL type of the product: what is shown is what is connected.

Only http and https, no user part, no backslash, no control character, one way to write a host: lower-case ASCII (IDNA), dotted IPv4 or
bracketed IPv6. What any two parsers could read differently is refused.
"""

from dataclasses import dataclass


class UrlError(ValueError):
    """The text is no address we use; `code` is kebab-case (url-empty, url-scheme, url-user, url-host, url-port, url-characters)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Url:
    """An absolute address."""

    scheme: str
    host: str
    """As connected: ASCII, lower case; IPv6 without brackets."""
    port: int
    path: str = ""
    """Empty or starting with a slash, no trailing slash; a relative URL root such as /gitlab."""

    @property
    def origin(self) -> str:
        """Scheme, host and port as a browser writes them: no default port, no path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        default = {"https": 443, "http": 80}[self.scheme]
        return f"{self.scheme}://{host}" + ("" if self.port == default else f":{self.port}")

    def __str__(self) -> str:
        return self.origin + self.path
