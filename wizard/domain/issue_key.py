r"""What GitLab takes for a Jira issue key.

Source: gitlabhq lib/gitlab/regex.rb, newest: `(?!CVE-\d+-\d+)[A-Z][A-Z_0-9]+-\d+`.
"""

import re

PATTERN = r"(?!CVE-[0-9]+-[0-9]+)[A-Z][A-Z_0-9]+-[0-9]+"
_KEY = re.compile(PATTERN)


def is_issue_key(text: str) -> bool:
    """Tell whether the whole of `text` is one key that GitLab finds; keys are upper case."""
    return _KEY.fullmatch(text) is not None
