"""What follows from another finding is folded below it, by whatever way it follows."""

import pytest

from wizard.domain.findings import Finding, Severity
from wizard.domain.text import T
from wizard.ui.effects import effects_of


def _shown(**roots):
    """Return findings by key; each has the name of the argument as its code and as its check."""
    return {
        (code, 0): Finding(code, Severity.BLOCKER, T("Title."), T("Cause."), T("Fix."), "", root=root)
        for code, root in roots.items()
    }


@pytest.mark.parametrize(
    ("roots", "effects"),
    [
        ({"a": "", "b": ""}, {}),
        ({"a": "", "b": "a", "c": "a"}, {"a": ["b", "c"]}),
        ({"c": "b", "b": "a", "a": ""}, {"a": ["c", "b"]}),
        ({"a": "gone", "b": "a"}, {"a": ["b"]}),
        ({"a": "a", "b": ""}, {}),
        ({"a": "b", "b": "a"}, {}),
    ],
    ids=["none", "two", "one after the other", "a root that is not shown", "its own root", "each other"],
)
def test_each_finding_is_folded_below_the_first_cause_that_is_shown(roots, effects):
    found = effects_of(_shown(**roots))
    assert {root: [code for code, _ in below] for (root, _), below in found.items()} == effects
