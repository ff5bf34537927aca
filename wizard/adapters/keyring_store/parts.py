"""A secret in one keyring item, or in several when it is longer than an item may be.

Windows takes 2,560 bytes of UTF-16 an item: 1,280 characters.
"""

import hashlib

from wizard.adapters.keyring_store.backends import Backend

SERVICE = "gitlab-jira-wizard"
_LONGEST = 1200
_MOST_PARTS = 99
_PREFIX = "gjw-parts:"


def item_name(host: str, user: str) -> str:
    """Return the name of the item: neutral, since labels and attributes can be read without unlocking."""
    return hashlib.sha256(f"{host}\0{user}".encode()).hexdigest()[:32]


def write(backend: Backend, name: str, value: str) -> None:
    """Store `value`; the head is written last, so that it never names parts that are not there."""
    if len(value.encode()) <= _LONGEST and not value.startswith(_PREFIX):
        backend.set_password(SERVICE, name, value)
        return
    # A character takes up to four bytes; a quarter of the limit is safe for each.
    size = _LONGEST if value.isascii() else _LONGEST // 4
    parts = [value[at : at + size] for at in range(0, len(value), size)]
    for number, part in enumerate(parts):
        backend.set_password(SERVICE, f"{name}.{number}", part)
    backend.set_password(SERVICE, name, f"{_PREFIX}{len(parts)}:{_mark(value)}")


def read(backend: Backend, name: str) -> str | None:
    """Return the value; None when it is missing or not whole."""
    head = backend.get_password(SERVICE, name)
    if head is None or not head.startswith(_PREFIX):
        return head
    count, _, mark = head.removeprefix(_PREFIX).partition(":")
    parts = [backend.get_password(SERVICE, f"{name}.{number}") for number in range(_count(count))]
    value = "".join(part for part in parts if part is not None)
    return value if _mark(value) == mark else None


def remove(backend: Backend, name: str) -> None:
    """Delete the item and its parts; what is not there is not deleted, since some keyrings object to that."""
    head = backend.get_password(SERVICE, name)
    if head is None:
        return
    count = _count(head.removeprefix(_PREFIX).partition(":")[0]) if head.startswith(_PREFIX) else 0
    backend.delete_password(SERVICE, name)
    for number in range(count):
        if backend.get_password(SERVICE, f"{name}.{number}") is not None:
            backend.delete_password(SERVICE, f"{name}.{number}")


def _count(text: str) -> int:
    return min(int(text), _MOST_PARTS) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _mark(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()[:16]
