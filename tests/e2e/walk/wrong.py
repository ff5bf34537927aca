"""What is wrong once on each page of each route, is seen and heard, and is mended by keys: the table of the walks.

A troubled walk tells at its end what it mended, and that must be this table.
"""

from collections.abc import Mapping

Table = Mapping[str, tuple[str, ...]]
"""The errors of a route by the page where they are met, in the order of the way."""

NO_TOML = "a file that is no TOML"
WAY_RULED_OUT = "a file that names a way which does not work here"
NO_ADDRESS = "an address without TLS"
NO_ANSWER = "a GitLab that refuses the connection"
WRONG_TOKEN = "a token that GitLab does not know"
SUSPENDED = "a Jira site that is suspended"
NO_GROUP = "no group chosen"
NO_ISSUE = "an issue that does not exist"
NO_SITE_ADMIN = "a Jira user who is no site administrator"
NOT_READ = "a GitLab that fails while the plan is read"
DRIFT = "a setting that somebody changes behind the plan"
NOT_WRITTEN = "a write that gets no answer"
NO_BRANCH = "a branch that GitLab refuses"
NO_PLACE = "no place chosen for the integration"
REFUSED_BY_JIRA = "a token that Jira does not know"
NO_LINKING = "a user of the integration who may not link issues"
NO_COMMIT = "a commit that GitLab refuses"
NO_FOLDER = "a report for a folder that is not there"
NOT_UNDONE = "an app that cannot be taken back yet"

_BEFORE: Table = {
    "start": (NO_TOML,),
    "gitlab": (NO_ADDRESS, NO_ANSWER),
    "sign-in": (WRONG_TOKEN,),
    "jira": (SUSPENDED,),
    "method": (WAY_RULED_OUT,),
    "groups": (NO_GROUP, NO_ISSUE),
    "checks": (NO_SITE_ADMIN,),
}
INTEGRATION: Table = {
    "start": (NO_TOML,),
    "gitlab": (NO_ADDRESS, NO_ANSWER),
    "sign-in": (WRONG_TOKEN,),
    "integration": (NO_PLACE, REFUSED_BY_JIRA),
    "checks": (NO_LINKING,),
    "review": (DRIFT,),
    "apply": (NOT_WRITTEN,),
    "verify": (NO_COMMIT,),
    "done": (NO_FOLDER,),
}
"""Of the integration alone, which leaves nothing to do by hand."""
_CHANGES: Table = {"review": (DRIFT,), "apply": (NOT_WRITTEN,)}

TROUBLES: Mapping[str, Table] = {
    "marketplace": {
        **_BEFORE,
        **_CHANGES,
        "by-hand": ("gitlab-application-id-blocked",),
        "verify": (NO_BRANCH,),
        "done": (NO_FOLDER,),
    },
    "saas": {
        **_BEFORE,
        "gitlab": (NO_ANSWER,),
        "review": (NOT_READ,),
        "by-hand": ("gitlab-sso-required",),
        "verify": (NO_BRANCH,),
        "done": (NO_FOLDER,),
    },
    "manual": {
        **_BEFORE,
        **_CHANGES,
        "by-hand": ("gitlab-not-maintainer",),
        "verify": (NO_BRANCH,),
        "done": (NO_FOLDER, NOT_UNDONE),
    },
}
