"""The changes of a plan as lines for `gitlab-rails runner` on the host of GitLab, for whoever has no API token.

Source: GitLab docs, Rails console; gitlabhq app/models/application_setting.rb; omnibus-gitlab, AuthorizeHelper (newer
releases keep applications in a class of their own, each in an organization, which is the first where there is one).
"""

import shlex
from collections.abc import Iterator, Mapping

from wizard.documents.sheet import Section, one_line
from wizard.domain.gitlab import Json
from wizard.domain.text import T
from wizard.journey.values import Plan, PlanRow

_APPLICATION, _SETTINGS = "gitlab-oauth-application", "/api/v4/application/settings"
_MODEL = "Doorkeeper.config.application_model"
_FOUND = f"{_MODEL}.where(name: {{name}}, owner_id: nil).order(:id).last"


def can(plan: Plan) -> bool:
    """Tell whether any change of this plan can be made by the console."""
    return any(_code(row, None) for row in plan.rows if row.state not in ("done", "left"))


def section(plan: Plan) -> Section:
    """Return the lines as a block to copy; what GitLab cannot do by itself stands as a note."""
    says = (
        T("On the host of GitLab, as root, instead of the calls. Each line says what it set."),
        T("They bypass the checks of the API: make a backup first, and look at what each line says."),
    )
    return Section(T("Behind: gitlab-rails runner"), says, code=as_lines(plan), file_name="rails.sh")


def as_lines(plan: Plan) -> str:
    """Return one shell line a change."""
    application = next((row for row in plan.rows if row.id == _APPLICATION), None)
    lines = ["# For the host of the GitLab; read each line before it is run."]
    for number, row in enumerate((row for row in plan.rows if row.state not in ("done", "left")), 1):
        lines.append(f"# {number}. {one_line(str(row.title))}")
        code = _code(row, application)
        lines.append(
            f"sudo gitlab-rails runner {shlex.quote(code)}" if code else "#    not by this console: " + row.request
        )
    return "\n".join(lines) + "\n"


def _code(row: PlanRow, application: PlanRow | None) -> str:
    if row.id == _APPLICATION:
        return _made(row.after)
    if row.request.endswith(_SETTINGS):
        fields = ", ".join(f"{name}: {_ruby(value, application)}" for name, value in row.after.items())
        shown = "; ".join(f"puts s.{name}.inspect" for name in row.after)
        return f"s = Gitlab::CurrentSettings.current_application_settings; s.update!({fields}); s.reload; {shown}"
    return ""


def _made(after: Mapping[str, Json]) -> str:
    fields = ", ".join(f"{name}: {_ruby(value, None)}" for name, value in after.items())
    whose = "m.column_names.include?('organization_id') ? { organization_id: 1 } : {}"
    return f"m = {_MODEL}; a = m.create!({fields}, trusted: false, **({whose})); puts a.uid"


def _ruby(value: Json, application: PlanRow | None) -> str:
    """Return a value as Ruby writes it; one that an earlier line makes is looked up."""
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    if text == f"{_APPLICATION}.application_id" and application is not None:
        return _FOUND.format(name=quoted(str(application.after.get("name", "")))) + ".uid"
    return quoted(text)


def quoted(text: str) -> str:
    """Return a string literal of Ruby in which nothing is put in: single quotes, with two signs escaped."""
    return "'" + "".join(_escaped(text)) + "'"


def _escaped(text: str) -> Iterator[str]:
    for sign in one_line(text):
        yield f"\\{sign}" if sign in "\\'" else sign
