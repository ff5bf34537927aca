import pytest

from wizard.checks.proxy_public_keys import CHECK, PATH
from wizard.domain.gitlab import Page

ASKED = ("GET", PATH, "https://hub.example.com")


@pytest.mark.parametrize(
    ("status", "content", "own", "codes"),
    [
        (404, b"", True, []),
        (404, b"", False, ["proxy-public-keys-blocked"]),
        (404, b"<html>Not found</html>", True, ["proxy-public-keys-blocked"]),
        (403, b"<html>Forbidden</html>", False, ["proxy-public-keys-blocked"]),
        (302, b"", False, ["proxy-public-keys-blocked"]),
        (200, b"<html>Sign in</html>", False, ["proxy-public-keys-blocked"]),
    ],
)
async def test_only_gitlab_s_own_empty_404_says_that_the_path_is_open(
    status, content, own, codes, leaf, own_headers
) -> None:
    leaf.gitlab.pages[ASKED] = Page(status, own_headers if own else {}, content)
    assert await leaf.codes(CHECK) == codes
