"""Which recipe mends a finding: a button on its card that opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from wizard.ui.controls import button
from wizard.ui.i18n import tr

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.ui.pages._base import Page

RECIPES = {
    **dict.fromkeys(
        (
            "network-name-private", "network-refused", "network-timeout", "network-reset", "network-unreachable",
            "gitlab-not-answering", "gitlab-url-private",
        ),
        "firewall",
    ),
    **dict.fromkeys(
        (
            "gitlab-base-url-differs", "gitlab-install-token-unknown", "gitlab-events-blocked",
            "gitlab-frame-refused",
            "gitlab-oauth-token-cors", "gitlab-application-id-blocked", "gitlab-application-id-cors",
            "gitlab-answer-redirect", "gitlab-answer-html", "gitlab-sso-required", "gitlab-descriptor-missing",
            "gitlab-descriptor-port", "gitlab-descriptor-not-https", "tls-chain-incomplete", "tls-self-signed",
            "tls-name-mismatch",
        ),
        "proxy-nginx",
    ),
    **dict.fromkeys(("tls-issuer-unknown", "tls-certificate-expired"), "prerequisites"),
    **dict.fromkeys(("clock-skewed", "proof-arrived", "proof-shown", "gitlab-silent-mode"), "gitlab-host"),
}  # fmt: skip
"""Codes of findings, and the recipe that their repair begins with."""


def recipe_buttons(page: Page, identifier: str, code: str) -> list[QPushButton]:
    """Return the button that opens the recipe for a finding; none where there is no recipe."""
    recipe = RECIPES.get(code)
    if recipe is None:
        return []

    def go() -> None:
        page.visit.recipe_at = recipe
        page.wanted.emit("recipes")

    return [button(tr("Open recipe"), f"{identifier}.recipe", go, "small", "file")]
