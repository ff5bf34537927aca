"""What the plan of this GitLab's licence means for the Jira issue integration."""

from wizard.ui.i18n import tr

_NAMES = {"free": "Free", "premium": "Premium", "ultimate": "Ultimate"}
"""As GitLab writes them, in every language."""


def in_short(plan: str) -> str:
    """Return what the plan allows, in one or two sentences."""
    named = _NAMES.get(plan, "")
    if not named:
        return tr(
            "This token cannot read the plan of this GitLab. Showing Jira issues and checking pushes need Premium or "
            "Ultimate, issues for vulnerabilities Ultimate."
        )
    if plan == "free":
        return tr(
            "The plan of this GitLab is {plan}: mentions link and close issues. Showing Jira issues and checking "
            "pushes need Premium or Ultimate, issues for vulnerabilities Ultimate.",
            plan=named,
        )
    if plan == "premium":
        return tr(
            "The plan of this GitLab is {plan}: it shows issues of one or more Jira projects and checks pushes. Issues "
            "for vulnerabilities need Ultimate.",
            plan=named,
        )
    return tr(
        "The plan of this GitLab is {plan}: it shows issues of one or more Jira projects, checks pushes, and makes "
        "issues of vulnerabilities.",
        plan=named,
    )


def for_the_view(plan: str) -> str:
    """Return whether Jira issues are shown."""
    return _needs(plan, ("premium", "ultimate"), tr("Needs GitLab Premium or Ultimate."))


def for_vulnerabilities(plan: str) -> str:
    """Return whether issues are made of vulnerabilities."""
    return _needs(plan, ("ultimate",), tr("Needs GitLab Ultimate."))


def _needs(plan: str, enough: tuple[str, ...], needed: str) -> str:
    if plan not in _NAMES:
        return needed
    if plan in enough:
        return tr("The plan of this GitLab, {plan}, has it.", plan=_NAMES[plan])
    lacks = tr("The plan of this GitLab is {plan}: what is set here is kept and does nothing.", plan=_NAMES[plan])
    return f"{needed} {lacks}"
