"""The ready file: how programs find a running lab. It holds the control token and is for its owner only."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

FORMAT = 1


def describe(
    *, proxy_port: int, control_port: int, token: str, ca_file: Path, cards: Mapping[str, Any], roles: Mapping[str, str]
) -> dict[str, Any]:
    """Return what the ready file says; `roles` names the hosts called gitlab, gitlab_com and jira."""
    ready: dict[str, Any] = {
        "format": FORMAT,
        "pid": os.getpid(),
        "proxy": f"http://127.0.0.1:{proxy_port}",
        "ca_file": str(ca_file),
        "control": {"url": f"http://127.0.0.1:{control_port}", "token": token},
        "hosts": {
            url: {key: card.get(key, "") for key in ("kind", "version", "token", "user")} for url, card in cards.items()
        },
    }
    for role, url in roles.items():
        wanted = ("email", "token", "issues", "open_issue") if role == "jira" else ("token", "user")
        ready[role] = {"url": url + cards[url].get("root", ""), **{key: cards[url][key] for key in wanted}}
    ready["integration"] = _integration(cards, roles["jira"])
    return ready


def _integration(cards: Mapping[str, Any], jira: str) -> dict[str, Any]:
    """Return who may be the user of GitLab's Jira issue integration, on every Jira of the world.

    Shape: `username` and `token` of the first account of the Jira that plays the role; `accounts` of all, each with
    the base of the API that takes it and `auth` (basic, token, service-account); `server` with those of a Jira of
    one's own.
    """
    accounts = [dict(one) for card in cards.values() for one in card.get("accounts", ())]
    first = next(iter(cards[jira].get("accounts", ())), {"username": cards[jira]["email"]})
    told = {"username": first["username"], "token": cards[jira]["token"], "accounts": accounts}
    own = [dict(one) for card in cards.values() if card["kind"] == "jira-server" for one in card["accounts"]]
    if own:
        told["server"] = own[0] | {"personal_token": next((one["token"] for one in own if one["auth"] == "token"), "")}
    return told


def write_private(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step, readable by the owner only from the first byte on."""
    interim = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(interim, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        interim.replace(path)
    except BaseException:
        interim.unlink(missing_ok=True)
        raise


def encode(ready: Mapping[str, Any]) -> bytes:
    """Return the file's bytes."""
    return msgspec.json.format(msgspec.json.encode(ready), indent=1) + b"\n"
