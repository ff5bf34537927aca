# ruff: noqa: E501, S311 - tables of values read better in long lines; the dice are for tests
"""Random damage to descriptors: of their members, their values and their bytes; the same seed gives the same damage."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

from wizard.connect.descriptor_making import DescriptorInput, as_bytes, make
from wizard.domain.url import parse
from wizard.domain.version import Version

_HOSTILE = (
    "", " ", "\n", "a\n", "\u0000", "ＡＢＣ", "💥", "<script>alert(1)</script>", "{issue.key}", "..", "/", "//", "null",
    "-", "_", "é", "\u202e", "x" * 63, "x" * 64, "x" * 65, "x" * 80, "x" * 81, "x" * 201, "x" * 1401, "http://", "https://",
    "http://gitlab.example.com/-/jira_connect", "https://gitlab.example.com:8443", "ftp://gitlab.example.com", "gitlab.example.com",
    "HTTPS://gitlab.example.com", "http://localhost:3000", "http://127.0.0.1", "http://[::1]:80", "https://[::1", "https://a b",
    "https://user:pass@gitlab.example.com", "jwt", "JWT", "Jwt", "none", "NONE", "READ", "read", "Read", "ADMIN",
    "PROJECT_ADMIN", "ACT_AS_USER", "user_is_admin", "user_is_sysadmin", "has_global_permission", "no_such_condition",
    "system.admin/below", "system.top", "none", "atl.footer", "a place", "%zz", "https://a/%zz",
)  # fmt: skip
_PLAIN: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    1.5,
    1.0,
    2**63,
    1e300,
    [],
    {},
    [None],
    {"a": 1},
    [[]],
    ["READ"],
)
_PAGE = {"key": "page-one", "name": {"value": "One"}, "url": "/one"}
_MEMBERS: tuple[tuple[str, Any], ...] = (
    ("authentication", {"type": "none"}), ("authentication", {}), ("lifecycle", {}), ("scopes", []), ("scopes", ["ADMIN"]),
    ("scopes", ["READ"]), ("scopes", ["WRITE"]), ("scopes", ["SPACE_ADMIN"]), ("scopes", ["ACT_AS_USER"]),
    ("enableLicensing", True), ("enableLicensing", "yes"), ("translations", {"paths": {}}), ("translations", {}),
    ("version", "1.0-AC"), ("version", 1), ("surprise", 1), ("apiVersion", 2), ("links", []), ("modules", {}),
)  # fmt: skip
_MODULES: tuple[tuple[str, Any], ...] = (
    ("generalPages", [_PAGE]), ("generalPages", _PAGE), ("adminPages", [{**_PAGE, "location": "system.admin/below"}]),
    ("configurePage", {**_PAGE, "key": "gitlab-ci"}), ("webhooks", [{"event": "jira:issue_created", "url": "/hook"}]),
    ("webhooks", [{"event": "", "url": "/hook"}]), ("webhooks", {}), ("webItems", [{**_PAGE, "location": "system.top"}]),
    ("webItems", [{**_PAGE, "location": "operations-bar", "conditions": [{"condition": "/ask-app"}]}]),
    ("webItems", [{**_PAGE}]), ("webPanels", [{**_PAGE, "key": "a b", "location": "atl.jira.view.issue.right.context"}]),
    ("dialogs", [{"key": "d", "url": "/d"}]), ("dialogs", [{"key": "d"}]), ("jiraEntityProperties", []),
    ("jiraRemoteLinkInfoProvider", {"key": "links", "name": {"value": "L"}, "homeUrl": "https://gitlab.com"}),
    ("confluenceContent", {}), ("jiraProjectAdminTabPanels", [{**_PAGE, "location": "projectgroup5"}]),
    ("jiraProjectAdminTabPanels", [{**_PAGE, "location": "projectgroup2"}]), ("jiraReports", [_PAGE]),
)  # fmt: skip
_CONDITIONS: tuple[Any, ...] = (
    [], {}, [{}], [{"condition": "user_is_admin"}], [{"condition": "no_such_condition"}], [{"condition": 3}],
    [{"condition": "has_global_permission"}], [{"condition": "has_global_permission", "params": {"permission": "x"}}],
    [{"type": "or", "conditions": [{"condition": "user_is_admin"}, {"condition": "nothing"}]}],
    [{"type": "AND", "conditions": [{"condition": "user_is_logged_in", "invert": True}]}], [{"type": "xor", "conditions": []}],
    [{"condition": "user_is_admin", "invert": "no"}], [{"condition": "user_is_admin", "params": []}], ["user_is_admin"], None,
    [{"condition": "/remote"}], [{"or": [{"condition": "nothing"}]}], [{"conditions": "x"}],
)  # fmt: skip
_ERAS = ("15.7", "16.2", "17.2", "19.1")


def damaged(seed: int, count: int) -> Iterator[bytes]:
    """Give `count` documents, a few of them whole."""
    dice = random.Random(seed)
    bases = [make(DescriptorInput(parse("https://gitlab.example.com"), Version.parse(one))) for one in _ERAS]
    for _ in range(count):
        document: Any = copy.deepcopy(dice.choice(bases))
        for _ in range(dice.choice((0, 1, 1, 1, 2, 2, 3))):
            document = _changed(document, dice)
        body = as_bytes(document) if isinstance(document, dict) else json.dumps(document).encode()
        yield _bytes_damaged(body, dice) if dice.random() < 0.1 else body


def _changed(document: Any, dice: random.Random) -> Any:
    kind = dice.random()
    if not isinstance(document, dict):
        return document
    if kind < 0.1:
        name, value = dice.choice(_MEMBERS)
        return {**document, name: copy.deepcopy(value)}
    if kind < 0.25 and isinstance(document.get("modules"), dict):
        name, value = dice.choice(_MODULES)
        return {**document, "modules": {**document["modules"], name: copy.deepcopy(value)}}
    if (
        kind < 0.35
        and isinstance(document.get("modules"), dict)
        and isinstance(document["modules"].get("postInstallPage"), dict)
    ):
        page = document["modules"]["postInstallPage"]
        page[dice.choice(("conditions", "location", "weight", "more"))] = dice.choice((*_CONDITIONS, *_HOSTILE[-8:]))
        return document
    if kind < 0.37:
        return dice.choice(_PLAIN)
    return _at_random(document, dice)


def _at_random(document: Any, dice: random.Random) -> Any:
    spots = list(_spots(document))
    if not spots:
        return document
    holder, name = dice.choice(spots)
    action = dice.randrange(5)
    if action == 0:
        del holder[name]
    elif action == 1:
        holder[name] = copy.deepcopy(dice.choice(_PLAIN))
    elif action == 2:
        holder[name] = dice.choice(_HOSTILE)
    elif action == 3 and isinstance(holder[name], str):
        holder[name] = dice.choice(
            (holder[name].upper(), holder[name] * 4, holder[name][:-1], f"{holder[name]}\n", f" {holder[name]}")
        )
    elif isinstance(holder, dict):
        holder[dice.choice(("surprise", "type", "key", "url", "i18n", "installed"))] = holder[name]
    else:
        holder.append(holder[name])
    return document


def _spots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Give every member and item with what holds it."""
    inner = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    for name, one in inner:
        yield value, name
        yield from _spots(one)


def _bytes_damaged(body: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(body)) if body else 0
    put = dice.choice((b"", b"\x00", b"\xff", b",", b'"', b"}", b"]", b"\\", b"\xed\xa0\x80", b"//", b" "))
    action = dice.randrange(4)
    if action == 0:
        return body[:at]
    if action == 1:
        return body[:at] + put + body[at:]
    return body[:at] + put + body[at + 1 :]
