"""Which Jiras the links of issue keys lead to in a text that GitLab has rendered."""

import re

from wizard.domain.url import Url, UrlError, parse

_LINK = re.compile(r'href="(https?://[^"\s<>]{1,500})/browse/[A-Z][A-Z0-9_]{1,30}-[0-9]{1,9}"')


def linked_jiras(html: str) -> tuple[Url, ...]:
    """Return the addresses of Jiras that links of issue keys lead to."""
    found = (_address(one) for one in _LINK.findall(html))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _address(text: str) -> Url | None:
    try:
        return parse(text)
    except UrlError:
        return None
