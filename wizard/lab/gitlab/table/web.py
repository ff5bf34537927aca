"""Pages for people and the OAuth provider."""

from typing import Final

from wizard.lab.gitlab.jira_connect import descriptor
from wizard.lab.gitlab.jira_issues import project_pages, settings_page, trial
from wizard.lab.gitlab.logo import logo
from wizard.lab.gitlab.oauth import authorize, sign_in, single_sign_on, token
from wizard.lab.gitlab.table.line import Line

WEB: Final = (
    Line("GET", "/", sign_in.home),
    Line("GET", sign_in.SIGN_IN_PATH, sign_in.form),
    Line("POST", sign_in.SIGN_IN_PATH, sign_in.submit),
    Line("GET", single_sign_on.PAGE.replace("{group}", "{group:path}"), single_sign_on.show),
    Line("GET", "/oauth/authorize", authorize.ask),
    Line("POST", "/oauth/authorize", authorize.decide),
    Line("DELETE", "/oauth/authorize", authorize.decide),
    Line("POST", "/oauth/token", token.token),
    Line("GET", "/oauth/token/info", token.info),
    Line("POST", "/oauth/revoke", token.revoke),
    Line("GET", descriptor.LOGO_PATH, logo),
    *(
        Line(method, path + end, endpoint)
        for path in (settings_page.OF_INSTANCE, settings_page.OF_A_GROUP, settings_page.OF_A_PROJECT)
        for method, end, endpoint in (
            ("GET", "/edit", settings_page.show),
            ("POST", "", settings_page.change),
            ("PUT", "", settings_page.change),
            ("POST", "/reset", settings_page.reset),
        )
    ),
    Line("PUT", "/groups/{path:path}" + trial.PATH, trial.group),
    Line("PUT", "/{path:path}" + trial.PATH, trial.project),
    Line("GET", project_pages.ISSUES, project_pages.issues),
    Line("GET", project_pages.HOME, project_pages.home),
)
