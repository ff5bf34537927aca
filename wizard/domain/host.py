"""The one way to write a host, and what kind of place it is.

A text that two readers could take for two hosts is refused: number forms of addresses, compatibility characters,
percent signs, labels that mix scripts. What is left is what a browser connects to.
Source: WHATWG URL, "host parsing"; UTS 46, non-transitional.
"""

import re
import unicodedata
from enum import StrEnum
from ipaddress import AddressValueError, IPv4Address, IPv6Address, ip_address

import idna

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_LONGEST = 253
_JOINS_LATIN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"})
"""Scripts that are written together with Latin letters in one word."""
_PRIVATE_SUFFIXES = (".local", ".localhost", ".internal", ".lan", ".home.arpa", ".intranet", ".corp", ".home")


class HostError(ValueError):
    """The text is no host."""


class Place(StrEnum):
    """What a host says about itself without asking anybody."""

    NAME = "name"
    PUBLIC_ADDRESS = "public-address"
    PRIVATE = "private"
    """A private or loopback address, or a name that only means something inside a network."""
    FORBIDDEN = "forbidden"
    """Link-local, metadata, unspecified, multicast: nobody runs a GitLab there."""


def canonical_host(text: str) -> str:
    """Return the host as connected: ASCII, lower case, IPv6 without brackets; a final dot is kept.

    Raises: HostError.
    """
    if text.startswith("["):
        return _ipv6(text)
    labels = text.removesuffix(".").split(".")
    written = [_label(label) for label in labels]
    _refuse_mixed_directions(written)
    host = ".".join(written)
    if len(host) > _LONGEST:
        raise HostError("too long")
    if _NUMBER.fullmatch(written[-1]):
        return _ipv4(host, text)
    return host + ("." if text.endswith(".") else "")


def display_host(host: str) -> str:
    """Return the host as people write it; only for showing beside the ASCII form."""
    return ".".join(_decoded(label) if label.startswith("xn--") else label for label in host.split("."))


def place_of(host: str) -> Place:
    """Tell what kind of place a canonical host is."""
    try:
        address = ip_address(host)
    except ValueError:
        name = host.removesuffix(".")
        inside = "." not in name or name.endswith(_PRIVATE_SUFFIXES)
        return Place.PRIVATE if inside else Place.NAME
    if address.is_link_local or address.is_unspecified or address.is_multicast or str(address) == "255.255.255.255":
        return Place.FORBIDDEN
    # Documentation ranges count as private in ipaddress, but mean nothing private; they are treated as public.
    documentation = str(address).startswith(("192.0.2.", "198.51.100.", "203.0.113."))
    return Place.PUBLIC_ADDRESS if address.is_global or documentation else Place.PRIVATE


def _ipv6(text: str) -> str:
    if not text.endswith("]") or "%" in text:
        raise HostError("no IPv6 address")
    try:
        address = IPv6Address(text[1:-1])
    except AddressValueError:
        raise HostError("no IPv6 address") from None
    if address.ipv4_mapped is not None:
        raise HostError("IPv4 in IPv6")
    return address.compressed


def _ipv4(host: str, text: str) -> str:
    """Return a dotted address; anything else that a browser would read as a number is refused.

    The text must be the normal form already: full-width digits, octal and hexadecimal parts, fewer than four parts are
    no addresses here.
    """
    try:
        address = str(IPv4Address(host))
    except AddressValueError:
        raise HostError("no IPv4 address") from None
    if address != text:
        raise HostError("no IPv4 address")
    return address


def _label(text: str) -> str:
    if text.isascii():
        label = text.lower()
        if not _LABEL.fullmatch(label):
            raise HostError("label")
        if label.startswith("xn--"):
            _refuse_mixed_scripts(_decoded(label))
        return label
    # Letter by letter: a browser does not know the final sigma that a word's lower() makes.
    lower = unicodedata.normalize("NFC", "".join(letter.lower() for letter in text))
    try:
        if idna.uts46_remap(lower, std3_rules=True, transitional=False) != lower:
            raise HostError("compatibility characters")
        label = idna.alabel(lower).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise HostError("label") from None
    _refuse_mixed_scripts(lower)
    return label


def _decoded(label: str) -> str:
    try:
        decoded = idna.ulabel(label)
        same = idna.alabel(decoded).decode("ascii") == label and not decoded.isascii()
        mapped = idna.uts46_remap(decoded, std3_rules=True, transitional=False) == decoded
    except (idna.IDNAError, UnicodeError):
        raise HostError("punycode") from None
    if not (same and mapped):
        raise HostError("punycode")
    return decoded


def _refuse_mixed_scripts(label: str) -> None:
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in label if letter.isalpha()}
    if "LATIN" in scripts and not scripts <= _JOINS_LATIN | {"LATIN"}:
        raise HostError("mixed scripts")


def _refuse_mixed_directions(labels: list[str]) -> None:
    """In a name with any right-to-left label all labels must keep the Bidi rule (RFC 5893, section 2)."""
    shown = [_decoded(label) if label.startswith("xn--") else label for label in labels]
    if not any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for label in shown for letter in label):
        return
    try:
        for label in shown:
            idna.check_bidi(label, check_ltr=True)
    except idna.IDNAError:
        raise HostError("direction") from None
