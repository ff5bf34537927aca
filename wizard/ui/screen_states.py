"""The states of pages that a walk through a good set-up does not come to: one line each.

To add one: the page, the name that its picture gets, and the troubles of the sample desk or what a person does there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QLineEdit

from wizard.domain.secrets import KeyringState
from wizard.domain.world import Mode
from wizard.ui import sample_values
from wizard.ui.pages.help import HelpPage
from wizard.ui.sample_desk import SampleDesk
from wizard.ui.screen_documents import MANY_SESSIONS, handed_over, recipe
from wizard.ui.screen_integration import (
    mentioned,
    name_the_new,
    nowhere,
    on_a_server,
    on_the_instance,
    pick_transitions,
    try_a_key,
    who_would_see,
)
from wizard.ui.screen_moments import (
    cannot_be_seen,
    cut_off,
    every_kind,
    evidence_of,
    leaf_without_address,
    nothing_chosen,
    on_gitlab_com,
    only_looking,
    with_a_way_of_a_file,
    with_fault,
)
from wizard.ui.screen_monitor import (
    at_test_branches,
    missing_listed,
    signed_out,
    two_watched,
    watched,
    with_test_branches,
)
from wizard.ui.screen_prepare import PARTS, prepared
from wizard.ui.screen_sign_in import by_browser, com, instance, sign_in_to_com, site
from wizard.ui.shell import Shell
from wizard.ui.tokens import WINDOW, WINDOW_LEAST


@dataclass(frozen=True, slots=True)
class ScreenState:
    """A page as somebody may find it."""

    page: str
    name: str
    troubles: tuple[str, ...] = ()
    """Of the sample desk."""
    press: bool = False
    """Whether the filled button is pressed before the picture is taken."""
    prepare: Callable[[Shell], object] | None = None
    """What a person does there, after the button."""
    then: Callable[[Shell], object] | None = None
    """What that person does once the page has come to rest."""
    mode: Mode = "live"
    sample: tuple[tuple[str, Any], ...] = ()
    """More arguments of the sample desk."""

    def desk(self) -> SampleDesk:
        """Return the desk that brings the page into this state."""
        return SampleDesk(*self.troubles, mode=self.mode, **dict(self.sample))


def typed(identifier: str, text: str) -> Callable[[Shell], object]:
    """Return what types a text into a field."""

    def do(shell: Shell) -> None:
        field = shell.findChild(QLineEdit, identifier)
        if field is None:
            raise LookupError(identifier)
        field.setText(text)

    return do


def pressed(identifier: str) -> Callable[[Shell], object]:
    """Return what presses a button."""

    def do(shell: Shell) -> None:
        found = shell.findChild(QAbstractButton, identifier)
        if found is None:
            raise LookupError(identifier)
        found.click()

    return do


def _help_at(anchor: str) -> Callable[[Shell], object]:
    def do(shell: Shell) -> None:
        page = shell.page
        if not isinstance(page, HelpPage) or not page.open(anchor):
            raise LookupError(anchor)

    return do


STATES: tuple[ScreenState, ...] = (
    ScreenState("start", "resume", sample=(("sessions", (sample_values.SESSION,)),)),
    ScreenState("gitlab", "gitlab-trouble", ("gitlab",), press=True, mode="lab"),
    ScreenState("gitlab", "http", prepare=instance("http://gitlab.example.com")),
    ScreenState("gitlab", "root", prepare=instance("https://example.com/gitlab/team/app/-/issues")),
    ScreenState("gitlab", "token", prepare=instance("glpat-EXAMPLE0123456789")),
    ScreenState("gitlab", "com", prepare=com),
    ScreenState("sign-in", "com", prepare=sign_in_to_com),
    ScreenState("sign-in", "browser", prepare=by_browser, sample=(("known", False),)),
    ScreenState("sign-in", "no-keyring", sample=(("known", False), ("keyring", KeyringState.MISSING))),
    ScreenState("sign-in", "locked", press=True, sample=(("keyring", KeyringState.LOCKED),)),
    ScreenState("jira", "custom-domain", prepare=site("https://jira.acme.example"), sample=(("known", False),)),
    ScreenState("jira", "own-jira", ("own-jira",), prepare=site("https://jira.example.com")),
    ScreenState("sign-in", "sign-in-trouble", ("sign-in",), press=True, mode="lab"),
    ScreenState("jira", "jira-trouble", ("jira",), press=True, mode="lab"),
    ScreenState("groups", "project-trouble", ("project",), press=True, mode="lab"),
    ScreenState("groups", "nothing-chosen", prepare=nothing_chosen),
    ScreenState("integration", "ready"),
    ScreenState("integration", "tested", press=True),
    ScreenState("integration", "nowhere", prepare=nowhere),
    ScreenState("integration", "refused", ("integration",), press=True),
    ScreenState("integration", "places", ("many",), prepare=pressed("integration.look")),
    ScreenState("integration", "exposed", ("exposed",), prepare=who_would_see),
    ScreenState("integration", "picked", prepare=pick_transitions),
    ScreenState("integration", "keys", prepare=try_a_key),
    ScreenState("integration", "server", prepare=on_a_server),
    ScreenState("integration", "move", prepare=name_the_new),
    ScreenState("method", "broken", ("broken",)),
    ScreenState("method", "ruled-out", prepare=with_a_way_of_a_file),
    ScreenState("method", "leaf", ("ways",), prepare=pressed("method.leaf")),
    ScreenState("method", "proxy", ("ways",), prepare=pressed("method.proxy")),
    ScreenState("method", "listing", ("ways",), prepare=pressed("method.listing")),
    ScreenState("method", "no-address", ("ways",), prepare=leaf_without_address),
    ScreenState("checks", "checks-trouble", ("checks",), mode="lab"),
    ScreenState("checks", "blocked", ("checks",), press=True),
    ScreenState("checks", "reproducible", ("checks",)),
    ScreenState("checks", "fault", ("checks", "switched"), prepare=with_fault, mode="lab"),
    ScreenState("checks", "waiting", ("wire",), prepare=pressed("checks.waiting.gitlab-certificate.unfold")),
    ScreenState("checks", "effects", ("effects",), prepare=pressed("checks.effects.gitlab-certificate-0.unfold")),
    ScreenState("checks", "warned", ("warned",)),
    ScreenState("checks", "unconnected", ("unconnected",), prepare=only_looking),
    ScreenState("review", "drift-trouble", ("drift",), mode="lab"),
    ScreenState("review", "dry-run", prepare=pressed("review.dry-run")),
    ScreenState("review", "rehearsed", prepare=pressed("review.rehearse")),
    ScreenState("review", "requests", prepare=pressed("review.requests")),
    ScreenState("review", "moved", ("moved",), press=True),
    ScreenState("review", "nothing", ("nothing",), prepare=on_gitlab_com),
    ScreenState("review", "instance", ("instance",), prepare=on_the_instance),
    ScreenState("apply", "cut-off", prepare=cut_off),
    ScreenState("by-hand", "unseen", prepare=cannot_be_seen),
    ScreenState("apply", "apply-trouble", ("apply",), press=True, mode="lab"),
    ScreenState("verify", "proof-trouble", ("proof",), press=True, mode="lab"),
    ScreenState("verify", "kinds", prepare=every_kind, mode="lab"),
    ScreenState("verify", "mention", prepare=mentioned, mode="lab"),
    ScreenState("verify", "mention-lost", ("proof",), prepare=mentioned, mode="lab"),
    ScreenState("start", "set-ups", prepare=pressed("start.all"), sample=(("sessions", MANY_SESSIONS),)),
    ScreenState("start", "message", prepare=typed("start.message", "Failed to link group")),
    ScreenState("start", "handed", prepare=handed_over),
    ScreenState("recipes", "ready"),
    *(ScreenState("prepare", part, prepare=prepared(part)) for part in PARTS),
    ScreenState("recipes", "proxy", prepare=recipe("proxy-nginx")),
    ScreenState("recipes", "firewall", prepare=recipe("firewall")),
    ScreenState("activity", "ready"),
    ScreenState("checks", "evidence", prepare=evidence_of("gitlab-cors")),
    ScreenState("checks", "evidence-narrow", prepare=evidence_of("gitlab-version", (WINDOW_LEAST[0], WINDOW[1]))),
    ScreenState("monitor", "nothing", sample=(("sessions", (sample_values.PROVEN,)),)),
    ScreenState("monitor", "first-sync", prepare=watched("first sync")),
    ScreenState("monitor", "flowing", prepare=watched("flowing")),
    ScreenState("monitor", "broken", prepare=watched("broken")),
    ScreenState("monitor", "starting", prepare=watched("starting")),
    ScreenState("monitor", "unreachable", prepare=watched("unreachable")),
    ScreenState("monitor", "paused", prepare=watched("paused")),
    ScreenState("monitor", "mentions", prepare=watched("mentions")),
    ScreenState("monitor", "two", prepare=two_watched),
    ScreenState("monitor", "test-branch", prepare=with_test_branches, then=at_test_branches),
    ScreenState("monitor", "signed-out", prepare=signed_out),
    ScreenState("monitor", "missing", prepare=watched("flowing"), then=missing_listed),
    ScreenState("settings", "ready"),
    ScreenState("settings", "search", prepare=typed("settings.search", "proxy")),
    ScreenState("settings", "reached", prepare=pressed("settings.proxy.test")),
    ScreenState("help", "ready"),
    ScreenState("help", "finding", prepare=_help_at("network-refused")),
)
