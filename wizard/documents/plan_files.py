"""The files that go with an offline plan, made from it alone."""

from wizard.documents import plan_export, rails_lines, recipes
from wizard.documents.run_book import run_book
from wizard.documents.sheet import Sheet, as_html, as_markdown
from wizard.documents.tickets import tickets
from wizard.journey.offline_plan import OfflinePlan


def book_sheet(made: OfflinePlan) -> Sheet:
    """Return the run book before it has a format."""
    console = (rails_lines.section(made.plan),) if rails_lines.can(made.plan) else ()
    return run_book(made.plan, made.assumptions, console, made.findings)


def files_of(made: OfflinePlan) -> dict[str, bytes]:
    """Return everything by its name; no secret is in any of it."""
    plan = made.plan
    files = {
        "plan.md": plan_export.as_text(plan),
        "plan.json": plan_export.as_json(plan),
        "run-book.html": as_html(book_sheet(made)),
        "run-book.md": as_markdown(book_sheet(made)),
    }
    if plan.rows:
        files["changes.sh"] = plan_export.as_script(plan)
    if rails_lines.can(plan):
        files["rails.sh"] = rails_lines.as_lines(plan)
    files |= {f"{name}.md": as_markdown(sheet) for name, sheet in tickets(plan)}
    case = recipes.case_of(plan.answers)
    files |= {f"recipe-{one.id}.md": as_markdown(one.make(case)) for one in recipes.fitting(case)}
    return {name: text.encode() for name, text in files.items()}
