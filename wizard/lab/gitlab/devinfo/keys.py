"""Finds Jira issue keys in texts, with GitLab's own pattern."""

import re
from typing import Final

# No word boundary, as in GitLab: `xABC-1` matches ABC-1, and of a CVE id the end is still taken for a key.
_KEY: Final = re.compile(r"(?!CVE-\d+-\d+)[A-Z][A-Z_0-9]+-\d+")
MOST: Final = 500


def keys_in(*texts: str, limit: int | None = None) -> list[str]:
    """Return the keys in the order they appear, each once."""
    return list(dict.fromkeys(_KEY.findall(" ".join(texts))))[:limit]
