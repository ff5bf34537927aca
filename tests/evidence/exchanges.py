"""Exchanges as tests need them."""

from typing import Any

from wizard.evidence.exchange import Exchange


def exchange(method: str = "GET", url: str = "https://gitlab.example.com/api/v4/user", **parts: Any) -> Exchange:
    """Return an exchange with what matters for a test."""
    given: dict[str, Any] = {"id": "s-1", "seq": 1, "at": 1_795_316_400.25, "session": "s", "status": 200}
    return Exchange(**{**given, **parts}, method=method, url=url)
