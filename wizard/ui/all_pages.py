"""All pages after the start page, by step. Loaded after the first paint, because they are not needed for it."""

from wizard.ui.pages._base import Page
from wizard.ui.pages.apply import ApplyPage
from wizard.ui.pages.by_hand import ByHandPage
from wizard.ui.pages.checks import ChecksPage
from wizard.ui.pages.done import DonePage
from wizard.ui.pages.gitlab import GitLabPage
from wizard.ui.pages.groups import GroupsPage
from wizard.ui.pages.jira import JiraPage
from wizard.ui.pages.method import MethodPage
from wizard.ui.pages.review import ReviewPage
from wizard.ui.pages.sign_in import SignInPage
from wizard.ui.pages.verify import VerifyPage

PAGES: dict[str, type[Page]] = {
    page.step: page
    for page in (
        GitLabPage, SignInPage, JiraPage, MethodPage, GroupsPage, ChecksPage, ReviewPage, ApplyPage, ByHandPage,
        VerifyPage, DonePage,
    )
}  # fmt: skip
