"""Where on the page of the Jira issue integration each problem of the answers is mended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from wizard.ui.fault_list import Fault, beside
from wizard.ui.i18n import show
from wizard.ui.integration_part import FieldLine
from wizard.ui.result_line import ResultLine

if TYPE_CHECKING:  # types only
    from wizard.domain.findings import Finding
    from wizard.ui.pages.integration import IntegrationPage

Place = tuple[QWidget, ResultLine]


class FaultPlaces:
    """Says each problem beside its field, unfolds the group it lies in, and knows which problems have no field."""

    def __init__(self, page: IntegrationPage) -> None:
        self._page = page
        account, settings = page.account, page.settings
        self._fields: dict[str, FieldLine] = {
            "integration-username-missing": account.user,
            "integration-date-unreadable": page.token.expires,
            "integration-transition-missing": settings.transitions.issue,
            "integration-transition-unreadable": settings.transitions.issue,
            "integration-statuses-missing": settings.push_checks.statuses,
            "integration-mapping-without-move": settings.moving.old,
            "integration-proof-project-missing": page.project,
            "proof-issue-unreadable": page.issue,
        }
        self._keyed = {
            "web_url": account.url,
            "api_url": account.api,
            "issue_prefix": settings.keys.prefix,
            "issue_regex": settings.keys.regex,
            "from_url": settings.moving.old,
        }

    def say(self, findings: Sequence[Finding]) -> tuple[list[Fault], list[Finding]]:
        """Return what is said beside fields now, from top to bottom, and what needs a card."""
        faults: dict[QWidget, Fault] = {}
        others: list[Finding] = []
        for finding in findings:
            fault = self._beside(finding)
            if fault is None:
                others.append(finding)
                continue
            faults.setdefault(fault.place, fault)
        return list(faults.values()), others

    def _beside(self, finding: Finding) -> Fault | None:
        field = self._field(finding)
        if field is not None:
            self._unfold(field)
            field.wrong(self._told(finding))
            return beside(field.result, field.edit, show(finding.title))
        place = self._place(finding)
        if place is None:
            return None
        widget, result = place
        self._unfold(widget)
        result.say("error", self._told(finding))
        return beside(result, widget, show(finding.title))

    def _field(self, finding: Finding) -> FieldLine | None:
        settings, wanted = self._page.settings, self._page.visit.answers.integration
        if finding.code == "integration-project-key-unreadable":
            shown = finding.facts.get("key") in wanted.project_keys
            return settings.view.keys if shown else settings.vulnerabilities.project
        if finding.code.startswith(("integration-url-", "integration-pattern-")):
            return self._keyed.get(finding.facts.get("key", finding.facts.get("name", "web_url")))
        return self._fields.get(finding.code)

    def _place(self, finding: Finding) -> Place | None:
        where, wanted = self._page.where, self._page.visit.answers.integration
        if finding.code == "integration-issuetype-missing":
            vulnerabilities = self._page.settings.vulnerabilities
            return vulnerabilities.types, vulnerabilities.result
        if finding.code == "integration-mapping-unreadable":
            table = self._page.settings.moving.tables[finding.facts["table"]]
            return table.line_of(finding.facts["old"]), table.result
        if finding.code == "integration-renew-alone":
            return self._page.renewal.box, self._page.renewal.result
        if finding.code.startswith(("integration-path-", "integration-place-")):
            in_groups = wanted.scope == "group" or finding.facts.get("path") in wanted.groups
            return (where.groups.edit if in_groups else where.projects), where.result
        if finding.code in ("integration-scope-missing", "integration-nothing-above"):
            return where.scopes[wanted.scope or "project"], where.result
        return None

    def _told(self, finding: Finding) -> str:
        return f"{show(finding.title)}. {show(finding.fix_on(self._page.step))}"

    def _unfold(self, inside: QWidget) -> None:
        for group in (self._page.more, *self._page.settings.groups.values()):
            if group.isAncestorOf(inside):
                group.open()
