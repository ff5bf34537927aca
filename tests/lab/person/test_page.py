"""What the person reads from a page."""

from wizard.lab.person.page import read

PAGE = """
<html><head><meta name="context-token-url" content="/token"><script>var text = "<form id='fake'>";</script></head>
<body><div class="js-jira-connect-app" data-groups-path="/api/v4/groups?a=1&amp;b=2" data-x=""></div>
<form id="get-app" action="/install" method="post">
<input type="hidden" name="csrf" value="t&amp;1"><input name="version"><button name="go" value="yes">Get app</button>
<button name="go" value="no">Cancel</button></form>
<form action="/search"><input name="q"></form>
<iframe id="app" src="https://gitlab.com/-/x?jwt=a&amp;b=1"></iframe><p>You need to <b>approve</b>.</p></body></html>
"""


def test_a_form_keeps_its_own_fields_and_the_button_that_agrees():
    form = read(PAGE).form("get-app")
    assert (form.action, form.method) == ("/install", "POST")
    assert form.fields == {"csrf": "t&1", "version": "", "go": "yes"}


def test_a_form_is_found_by_a_field_too():
    assert read(PAGE).form("q").action == "/search"
    assert read(PAGE).form("password") is None


def test_what_a_script_writes_is_no_form():
    assert [form.id for form in read(PAGE).forms] == ["get-app", ""]


def test_frames_meta_data_and_text_are_read_with_entities_resolved():
    page = read(PAGE)
    assert page.frames == {"app": "https://gitlab.com/-/x?jwt=a&b=1"}
    assert page.meta == {"context-token-url": "/token"}
    assert page.datasets == {"js-jira-connect-app": {"groups_path": "/api/v4/groups?a=1&b=2", "x": ""}}
    assert page.text == "Get app Cancel You need to approve ."
