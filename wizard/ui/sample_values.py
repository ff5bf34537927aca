"""Values of an example set-up, as in the drawings: what a desk may answer. For pictures of the pages and for tests."""

from dataclasses import replace
from datetime import date

from wizard.domain.answers import Answers, GitLabAnswers, GroupsAnswers, JiraAnswers, ProofAnswers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.route import TITLES, Route
from wizard.domain.secrets import KeyringState
from wizard.domain.text import T, Text
from wizard.journey import byhand
from wizard.journey.permissions import needed
from wizard.journey.values import (
    CheckRow,
    CopyValue,
    GitLabSeen,
    GitLabSignedIn,
    GroupRow,
    HopRow,
    JiraSignedIn,
    KindRow,
    Mark,
    PlanRow,
    RouteRow,
    SessionCard,
    TaskRow,
)

TODAY = date(2026, 11, 21)
GITLAB, JIRA = "https://gitlab.example.com", "https://acme.atlassian.net"
ANSWERS = Answers(
    route=Route.MARKETPLACE,
    gitlab=GitLabAnswers(GITLAB),
    jira=JiraAnswers(JIRA, "dana@example.com"),
    groups=GroupsAnswers(("platform", "mobile", "data")),
    proof=ProofAnswers("platform/app", "PLAT-214"),
)
NOTHING = Text("")

SESSION = SessionCard(
    "20261120-164200-7f3a",
    GITLAB,
    JIRA,
    "by-hand",
    1_795_192_920.0,
    T("Changes made: {written}; none is half done.", written=3),
    done=False,
    undone=False,
)
PROVEN = replace(SESSION, id="20261119-101500-2b11", page="done", done=True, standing=3)

SEEN = GitLabSeen(GITLAB, "gitlab.example.com", True, "R11, Let's Encrypt", 212, ("198.51.100.20",), 212.0, ())
UNREACHABLE = Finding(
    "network-name-unknown",
    Severity.BLOCKER,
    T("GitLab could not be reached"),
    T("The name {host} does not resolve from this computer.", host="gitlab.example.com"),
    T("Look whether VPN is on; if the name is new, ask who looks after your DNS."),
    "GitLab docs: GitLab for Jira Cloud app, Prerequisites",
    {"host": "gitlab.example.com", "answer": "NXDOMAIN after 41 ms", "proxy": "none (system)"},
    check="gitlab-name",
    seen_from=SeenFrom.DESKTOP,
)
NOT_REACHED = GitLabSeen(GITLAB, "gitlab.example.com", False, "", None, (), 41.0, (UNREACHABLE,))

_NEEDED = needed(Route.MARKETPLACE)
SIGNED_IN = GitLabSignedIn(
    "16.8.2-ee",
    True,
    "dana",
    "Dana Admin",
    True,
    "wizard",
    "2026-12-03",
    tuple(replace(one, present=True) for one in _NEEDED),
    KeyringState.READY,
    (),
)
SCOPE_MISSING = Finding(
    "gitlab-token-scope-missing",
    Severity.BLOCKER,
    T("The token lacks the scope {scope}", scope="api"),
    T("It was made with read_api: it can look, but neither make an application nor set a field."),
    T("Make a token with the scope api (User settings, Access tokens) and enter it here."),
    "GitLab docs: Personal access tokens",
    {"status": "403", "path": "/api/v4/applications", "said": "insufficient_scope"},
    check="gitlab-token",
    seen_from=SeenFrom.DESKTOP,
)
REFUSED = GitLabSignedIn(
    "16.8.2-ee",
    True,
    "dana",
    "Dana Admin",
    True,
    "old token",
    "",
    tuple(replace(one, present=one.name == "Administrator") for one in _NEEDED),
    KeyringState.READY,
    (SCOPE_MISSING,),
)

NO_SITE_ADMIN = Finding(
    "jira-user-not-site-admin",
    Severity.BLOCKER,
    T("Jira does not count you as an administrator for GitLab"),
    T(
        "{name} is an administrator by role, but not in the group site-admins or org-admins. "
        "GitLab looks for these two names only.",
        name="Dana Admin",
    ),
    T(
        "Add {name} to site-admins in Atlassian administration, or let a member of that group do the link step.",
        name="Dana",
    ),
    "GitLab docs: GitLab for Jira Cloud app, Troubleshooting",
    {"groups": "jira-admins-acme, everyone"},
    users_see=T("“Failed to link group. Please try again.”"),
    check="jira-site-admin",
    seen_from=SeenFrom.JIRA,
)
JIRA_SIGNED_IN = JiraSignedIn(
    JIRA, "Acme", "Cloud", "Dana Admin", ("site-admins", "everyone"), True, True, KeyringState.READY, ()
)
JIRA_NO_ADMIN = JiraSignedIn(
    JIRA,
    "Acme",
    "Cloud",
    "Dana Admin",
    ("jira-admins-acme", "everyone"),
    True,
    False,
    KeyringState.READY,
    (),
)

ROUTES = tuple(
    RouteRow(route.value, TITLES[route], reason, route is Route.MARKETPLACE, route is Route.MARKETPLACE)
    for route, reason in (
        (
            Route.MARKETPLACE,
            T("GitLab 16.8 is public and new enough; the app comes from the Marketplace and updates itself."),
        ),
        (Route.SAAS, T("Your GitLab is not GitLab.com.")),
        (Route.MANUAL, T("Atlassian has taken no new private installs since 2026-03-31.")),
        (Route.LISTING, T("Needs a private listing of your own that was made before 2026-03-31.")),
        (Route.FORGE, T("Needs GitLab 19.0.")),
        (Route.PROXY, T("Only for an instance that serves other instances.")),
        (Route.LEAF, T("Only behind an own proxy instance.")),
        (Route.DVCS, T("Your Jira is Jira Cloud.")),
    )
)

_TREE = (
    ("data", 0),
    ("data/lake", 1),
    ("mobile", 0),
    ("mobile/android", 1),
    ("mobile/ios", 1),
    ("platform", 0),
    ("platform/runtime", 1),
    ("platform/runtime/kernel", 2),
    ("sandbox", 0),
)
GROUPS = tuple(
    GroupRow(
        number,
        path,
        path.rsplit("/", 1)[-1],
        level,
        path != "sandbox",
        T("needs the Maintainer role") if path == "sandbox" else NOTHING,
    )
    for number, (path, level) in enumerate(_TREE, 1)
)


PROJECT = GroupRow(
    99, "platform/app", "app", 0, False, T("a project: link its group {group}", group="platform"), "project"
)


def _check(
    check: str,
    title: Text,
    seen_from: SeenFrom,
    note: Text,
    ms: float | None,
    finding: Finding | None = None,
    **more: bool,
) -> CheckRow:
    mark = Mark.OK
    if finding is not None:
        mark = Mark.FAILED if finding.severity is Severity.BLOCKER else Mark.WARNING
    found = () if finding is None else (finding,)
    return CheckRow(check, title, NOTHING, seen_from, more.get("advised", False), mark, note, found, ms)


TOKEN_ENDS = Finding(
    "gitlab-token-expires-soon",
    Severity.ADVICE,
    T("Token ends in 12 days"),
    T("It was made until 2026-12-03."),
    T("A longer one can be stored."),
    "GitLab docs: Personal access tokens",
    check="gitlab-token-life",
)
CHECKS = (
    _check("gitlab-version", T("GitLab version"), SeenFrom.DESKTOP, T("16.8.2-ee, 15.7 needed"), 38.0),
    _check(
        "gitlab-certificate", T("Certificate"), SeenFrom.DESKTOP, T("public authority, full chain, 212 days left"), 96.0
    ),
    _check(
        "gitlab-reachable",
        T("Reachable from GitLab.com"),
        SeenFrom.GITLAB_COM,
        T("answers 401 with GitLab headers"),
        74.0,
    ),
    _check(
        "gitlab-cors",
        T("Browser may call the instance"),
        SeenFrom.BROWSER,
        T("preflight allows https://gitlab.com"),
        41.0,
    ),
    _check("jira-site-admin", T("Site administrator"), SeenFrom.JIRA, T("Dana Admin is in site-admins"), 61.0),
    _check(
        "gitlab-token-life",
        T("Token ends in 12 days"),
        SeenFrom.COMPUTED,
        T("checks stop working then; a longer one can be stored"),
        None,
        TOKEN_ENDS,
        advised=True,
    ),
    _check("first-sync", T("First sync"), SeenFrom.COMPUTED, T("214 projects, about 11 minutes"), None, advised=True),
)
BLOCKED_CHECKS = tuple(
    _check(row.id, row.title, row.seen_from, NOTHING, row.ms, NO_SITE_ADMIN) if row.id == "jira-site-admin" else row
    for row in CHECKS
)

_SETTINGS = T("Settings, General, GitLab for Jira App")
PLAN_ROWS = (
    PlanRow(
        "gitlab-oauth-application",
        T("Create OAuth application"),
        T("Admin area, Applications"),
        {},
        {},
        (),
        ("GitLab for Jira Cloud, scope api, not confidential",),
        True,
        "POST /api/v4/applications",
    ),
    PlanRow(
        "gitlab-application-id",
        T("Set Jira Connect Application ID"),
        _SETTINGS,
        {},
        {},
        (),
        ("ID of change 1",),
        True,
        "PUT /api/v4/application/settings",
    ),
    PlanRow(
        "gitlab-proxy-url",
        T("Set Jira Connect Proxy URL"),
        _SETTINGS,
        {},
        {},
        (),
        ("https://gitlab.com",),
        True,
        "PUT /api/v4/application/settings",
    ),
)
WRITE_REFUSED = Finding(
    "http-403",
    Severity.BLOCKER,
    T("GitLab did not take the Proxy URL"),
    T("The instance is in maintenance mode and refuses writes."),
    T("Wait until maintenance is over, then try again."),
    "GitLab docs: Maintenance mode",
    {"request": "PUT /api/v4/application/settings", "status": "403", "said": "GitLab is in read-only mode"},
    seen_from=SeenFrom.DESKTOP,
)

CUT_OFF = Finding(
    "session-interrupted",
    Severity.ADVICE,
    T("The last run of this session was cut off"),
    T("Its journal ends at: change gitlab-proxy-url sent. Not known how it ended: gitlab-proxy-url."),
    T("Nothing to do: what is not known is read back before anything is written."),
    "Help: Undo and resume",
    check="session",
)

TASKS = (
    TaskRow(
        "get-app",
        T("Get the app in Jira"),
        T("Jira administrator"),
        1,
        (
            T("Open the Marketplace page of “GitLab for Jira Cloud”."),
            T("Press Get app, choose your site, and press Get it now."),
        ),
        (),
        "https://marketplace.atlassian.com/apps/1221011/gitlab-for-jira-cloud",
        Mark.WAITING,
        T("not seen yet"),
        scenes=byhand.by_id("jira-get-app").scenes(ANSWERS, None),
    ),
    TaskRow(
        "enter-address",
        T("Choose self-managed and enter the address"),
        T("Jira site administrator"),
        1,
        (T("In Jira open Apps, GitLab for Jira, Get started."), T("Choose GitLab self-managed and enter the address.")),
        (CopyValue(T("Address"), GITLAB),),
        f"{JIRA}/jira/apps",
        Mark.WAITING,
        T("not seen yet"),
        scenes=byhand.by_id("gitlab-com-choose-self-managed").scenes(ANSWERS, None),
    ),
    TaskRow(
        "link-groups",
        T("Sign in and link 3 groups"),
        T("Jira site administrator"),
        2,
        (T("Press Sign in to GitLab, then Link groups, and choose them."),),
        (CopyValue(T("Groups"), "platform, mobile, data"),),
        f"{JIRA}/jira/apps",
        Mark.WAITING,
        T("not seen yet"),
        scenes=byhand.by_id("gitlab-com-link-groups").scenes(ANSWERS, None),
    ),
)

_NOT_TRIED = T("not in this test; Jira shows none for {issue} yet", issue="PLAT-214")
KINDS = (
    KindRow("branches", T("Branches"), Mark.OK, T("the branch of the test arrived")),
    KindRow("commits", T("Commits"), Mark.OK, T("Jira shows {count}", count=4)),
    KindRow("merge-requests", T("Merge requests"), Mark.OK, T("Jira shows {count}", count=1)),
    KindRow("builds", T("Builds"), Mark.SKIPPED, _NOT_TRIED),
    KindRow("deployments", T("Deployments"), Mark.SKIPPED, _NOT_TRIED),
    KindRow("feature-flags", T("Feature flags"), Mark.SKIPPED, _NOT_TRIED),
)

HOPS = (
    HopRow("proof-issue", T("Issue found"), T("read as Dana"), Mark.OK, 61.0),
    HopRow("proof-branch-made", T("Branch made"), T("GitLab API"), Mark.OK, 184.0),
    HopRow("proof-branch-read", T("Branch there"), T("read back"), Mark.OK, 97.0),
    HopRow("proof-arrived", T("Arrived"), T("in Jira"), Mark.OK, 620.0),
    HopRow("proof-shown", T("In the panel"), T("read as Dana"), Mark.OK, 1960.0),
    HopRow("proof-cleaned", T("Removed"), T("GitLab API"), Mark.OK, 88.0),
)
NOT_ARRIVED = Finding(
    "proof-not-arrived",
    Severity.BLOCKER,
    T("The branch did not arrive in Jira"),
    T("GitLab made the branch, but Jira’s panel counts none after 60 s. Most likely the group is not linked."),
    T("Look at “Sign in and link 3 groups” once more, then run the test again."),
    "GitLab docs: GitLab for Jira Cloud app, Troubleshooting",
    {"waited": "60 s", "branch": "PLAT-214-connection-proof"},
    seen_from=SeenFrom.JIRA,
)
