"""What Jira looks at in a descriptor whose shape is right, one file a rule, in Jira's order; then what it lets pass.

A rule is a function of `Case` that gives problems. Add one by a file and a line in `IN_ORDER` or `BESIDES`.
Source: Atlassian Connect plug-in, ConnectAddonInstaller and its validators (2016); Atlassian developer, Connect.
"""

from wizard.connect.descriptor_rules import app_key, base_url, callback, era, fragments, of_gitlab, reach, scopes
from wizard.connect.descriptor_rules import modules as modules_rule
from wizard.connect.descriptor_rules._base import Case as Case
from wizard.connect.descriptor_rules._base import Rule

IN_ORDER: tuple[Rule, ...] = (
    base_url.problems,
    callback.problems,
    modules_rule.problems,
    scopes.problems,
    fragments.problems,
    app_key.problems,
)
"""Rules for which Jira installs no app."""
BESIDES: tuple[Rule, ...] = (reach.problems, of_gitlab.problems, era.problems)
