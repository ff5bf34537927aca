r"""Which issues a text names for the Jira issue integration: by its own prefix and pattern where it has any.

Source: gitlabhq app/models/integrations/jira.rb (jira_issue_match_regex): `\b<prefix>(?<issue><pattern>)`; gitlab issue
413906 for the release that does not look for own patterns. Python's patterns stand for RE2's.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from wizard.lab.gitlab.eras import finds_own_patterns
from wizard.lab.gitlab.instance import Instance

_USUAL: Final = r"[A-Z][A-Z_0-9]+-\d+"


def keys_in(gitlab: Instance, settings: Mapping[str, Any], *texts: str) -> list[str]:
    """Return the keys in the order they appear, each once."""
    prefix, own = settings["jira_issue_prefix"], settings["jira_issue_regex"]
    if not (prefix or own) or not finds_own_patterns(gitlab.version):
        return gitlab.issue_keys.keys(*texts)
    try:
        pattern = re.compile(rf"\b{prefix}(?P<issue>{own or _USUAL})")
    except re.error:
        return []
    return list(dict.fromkeys(found["issue"] for found in pattern.finditer(" ".join(texts))))
