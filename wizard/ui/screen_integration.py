"""What people do on the page of the Jira issue integration, for pictures of what comes of it."""

from wizard.domain.route import Route
from wizard.ui.pages.integration import IntegrationPage
from wizard.ui.sample_integration import TRANSITIONS, answers_at
from wizard.ui.shell import Shell


def nowhere(shell: Shell) -> None:
    """Press the verb while no place is chosen."""
    if isinstance(page := shell.page, IntegrationPage):
        page.where.tell(integration_groups=())
        shell.press()


def mentioned(shell: Shell) -> None:
    """Test the integration alone."""
    alone = shell.visit.answers.with_(route=Route.INTEGRATION, integration_scope="project")
    shell.visit.answers = alone
    shell.page.enter()
    shell.press()


def who_would_see(shell: Shell) -> None:
    """Have issues shown in a project that more people see."""
    if isinstance(page := shell.page, IntegrationPage):
        page.settings.tell(integration_project_keys=("PLAT",))
        page.settings.groups["view"].open()
        page.settings.view.look.click()
        page.to_see.emit(page.settings.groups["view"])


def pick_transitions(shell: Shell) -> None:
    """Pick a transition of a real issue."""
    if isinstance(page := shell.page, IntegrationPage):
        page.settings.tell(integration_transitions="picked", integration_transition_ids=(TRANSITIONS[1].id,))
        page.settings.groups["transitions"].open()
        page.settings.transitions.offer(TRANSITIONS)
        page.to_see.emit(page.settings.groups["transitions"])


def try_a_key(shell: Shell) -> None:
    """Try a pattern that GitLab cannot use."""
    if isinstance(page := shell.page, IntegrationPage):
        page.settings.groups["keys"].open()
        page.settings.keys.regex.edit.setText(r"(?!CVE)[A-Z]+-\d+")
        page.settings.keys.try_it()
        page.to_see.emit(page.settings.groups["keys"])


def on_a_server(shell: Shell) -> None:
    """Make it a Jira of one's own."""
    if isinstance(page := shell.page, IntegrationPage):
        page.account.kinds["server"].click()
        page.account.take_url("https://jira.example.com/jira")
        page.to_see.emit(page.account)


def on_the_instance(shell: Shell) -> None:
    """Review what is set for the whole instance, which only people can do."""
    shell.visit.answers = answers_at("integration").with_(integration_scope="instance", integration_groups=())
    shell.page.enter()


def name_the_new(shell: Shell) -> None:
    """Say what names of an old Jira become."""
    if isinstance(page := shell.page, IntegrationPage):
        page.settings.tell(integration_from_url="https://jira.acme.example", integration_new_keys={"PLT": "PLAT"})
        page.settings.groups["move"].open()
        page.settings.moving.look.click()
