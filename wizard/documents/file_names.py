"""Names of files for instances, on any file system."""

import re
from collections.abc import Sequence

from wizard.domain.url import Url

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9.-]+")


def file_names(urls: Sequence[Url], ending: str) -> list[str]:
    """Return a name for each instance: its host, port and path; no two are the same on any file system."""
    names: list[str] = []
    taken: set[str] = set()
    for url in urls:
        stem = _NOT_IN_A_NAME.sub("_", f"{url.authority}{url.path}").strip("_.") or "gitlab"
        name, more = stem, 2
        while name.lower() in taken:
            name, more = f"{stem}-{more}", more + 1
        taken.add(name.lower())
        names.append(name + ending)
    return names
