"""What the page Prepare offline shows in its pictures: each part with something in it, one with what is wrong."""

from collections.abc import Callable

from wizard.connect.descriptor_making import DescriptorInput, as_bytes, make
from wizard.connect.fleet_reading import read_fleet
from wizard.domain.fleet import FleetRow
from wizard.domain.url import parse
from wizard.domain.version import Version
from wizard.ui.pages.prepare import COMPARE, FLEET, KEYS, MAKE, PLAN, SERVE, VALIDATE, PreparePage
from wizard.ui.prepare_compare import ComparePart
from wizard.ui.prepare_fleet import FleetPart
from wizard.ui.prepare_keys import KeysPart
from wizard.ui.prepare_make import MakePart
from wizard.ui.prepare_serve import ServePart
from wizard.ui.prepare_validate import ValidatePart
from wizard.ui.serving import Asked
from wizard.ui.shell import Shell

_URL = "https://gitlab.example.com"
_ROWS = (
    FleetRow("https://hub.example.com", "17.2", "proxy"),
    FleetRow("https://north.example.com", "16.1", "leaf", "https://hub.example.com", "", "Hamburg"),
    FleetRow("https://south.example.com", "sixteen", "leaf", "https://hub.example.com/", "", "Lyon"),
    FleetRow("https://lab.example.com/gitlab", "19.1", "alone"),
)

_ASKED = (
    Asked("14:02:11", "127.0.0.1", "POST", "/app_descriptor.json", "405"),
    Asked("14:02:07", "127.0.0.1", "GET", "/favicon.ico", "404"),
    Asked("14:02:07", "127.0.0.1", "GET", "/app_descriptor.json", "200"),
)


def prepared(what: str) -> Callable[[Shell], object]:
    """Return what opens a part of the page and fills it."""

    def do(shell: Shell) -> None:
        page = shell.page
        if not isinstance(page, PreparePage):
            return
        page.what.choose(what)
        page.choose(what)
        _fill(page.parts[what])

    return do


def _fill(part: object) -> None:
    if isinstance(part, MakePart):
        part.url.show_text(_URL)
        part.version.show_text("17.2")
        part.show_made()
    elif isinstance(part, FleetPart):
        part.model.load(_ROWS, "")
        part.show_read(read_fleet(_ROWS))
        part.table.setCurrentIndex(part.model.index(2, 1))
    elif isinstance(part, ValidatePart):
        made = make(DescriptorInput(parse(_URL), Version(17, 2)))
        text = as_bytes({**made, "key": "my app", "scopes": ["Read"]}).decode()
        part.text.setPlainText(text)
        part.look_at(text)
    elif isinstance(part, ComparePart):
        for field, value in ((part.url, _URL), (part.old, "16.1"), (part.new, "17.2")):
            field.show_text(value)
        part.compare()
    elif isinstance(part, ServePart):
        body = as_bytes(make(DescriptorInput(parse(_URL), Version(17, 2))))
        part.take("app_descriptor.json", body, lambda: body)
        part.serving.url = "http://127.0.0.1:8080/app_descriptor.json"
        part.serving.log.extend(_ASKED)
        part.refresh()
    elif isinstance(part, KeysPart):
        part.texts.setPlainText("PLAT-12 Fix the sign-in\nplat-13 lower case\nfeature/no-key")
        part.try_again()


PARTS = (MAKE, FLEET, VALIDATE, COMPARE, SERVE, PLAN, KEYS)
