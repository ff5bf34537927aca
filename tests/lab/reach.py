"""How tests reach a lab: as programs from outside do, through its proxy and its control URL."""

import ssl
from collections.abc import Mapping
from typing import Any

import httpx


def through_proxy(ready: Mapping[str, Any], *, timeout: float = 10.0) -> httpx.AsyncClient:
    """A client that trusts the lab's root only and goes through its proxy."""
    return httpx.AsyncClient(
        proxy=ready["proxy"],
        verify=ssl.create_default_context(cafile=ready["ca_file"]),
        trust_env=False,
        timeout=timeout,
    )


def control(ready: Mapping[str, Any]) -> httpx.AsyncClient:
    """A client for the control URL, with the token."""
    headers = {"Authorization": f"Bearer {ready['control']['token']}"}
    return httpx.AsyncClient(base_url=ready["control"]["url"], headers=headers, trust_env=False)
