"""Recipe: the prerequisites of this way as a table, with what was seen of each and how to look at the rest."""

from wizard.documents.recipes import _rows
from wizard.documents.recipes._base import Case, Recipe
from wizard.documents.recipes._rows import Row
from wizard.documents.sheet import Cell, Section, Sheet, Table
from wizard.domain.route import TITLES, Route
from wizard.domain.text import T, Text
from wizard.journey.mark import Mark

_ON_HOST = T("Run it on the GitLab host. A good answer:")
_OUTSIDE = T("Run it from outside your network. A good answer:")


def _applies(case: Case) -> bool:
    return case.route is not Route.DVCS


def _seen(row: Row, case: Case) -> Text:
    """Return what the checks said of a row: the worst of them, by name."""
    looked = [check for check in case.seen if check.id in row.checks and check.mark is not Mark.SKIPPED]
    bad = [code for check in looked if check.mark is Mark.FAILED for code in check.codes]
    if bad:
        return T("does not hold: {codes}", codes=", ".join(bad))
    doubtful = [code for check in looked if check.mark is Mark.WARNING for code in check.codes]
    if doubtful:
        return T("to look at: {codes}", codes=", ".join(doubtful))
    if looked:
        return T("holds, as far as this computer sees")
    return T("not looked at yet") if row.checks else T("this computer cannot see it")


def _make(case: Case) -> Sheet:
    found = _rows.rows(case)
    table: tuple[tuple[Cell, ...], ...] = tuple((row.what, row.why, _seen(row, case), row.seen_from) for row in found)
    heads = (T("What"), T("Why"), T("What the wizard saw"), T("Decided where"))
    sections = [Section(T("What must hold"), (), Table(heads, table))]
    for row in found:
        if row.command:
            run = _ON_HOST if row.seen_from == _rows.ON_HOST else _OUTSIDE
            sections.append(Section(row.what, (run, row.good), code=row.command))
    lead = [TITLES[case.route]]
    if case.example:
        lead.append(T("Names are examples until GitLab and Jira are entered on their pages."))
    return Sheet(T("Prerequisites"), tuple(lead), tuple(sections))


RECIPE = Recipe("prerequisites", T("Prerequisites"), 100, _applies, _make)
