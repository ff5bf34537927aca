"""Reading a page as a person's browser does: its forms, its frames, and the data it carries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class Form:
    """A form with the values it would send untouched."""

    id: str
    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    boxes: dict[str, str] = field(default_factory=dict)
    """Check boxes with what each one sends when it is ticked; a ticked one is among `fields` too."""


@dataclass(slots=True)
class Page:
    """What matters of one HTML page."""

    forms: list[Form] = field(default_factory=list)
    frames: dict[str, str] = field(default_factory=dict)
    """Id of the iframe -> its address."""
    meta: dict[str, str] = field(default_factory=dict)
    datasets: dict[str, dict[str, str]] = field(default_factory=dict)
    """Class of an element -> its data attributes; `data-groups-path` is `groups_path`."""
    links: dict[str, str] = field(default_factory=dict)
    """Id of a link -> where it leads."""
    text: str = ""
    alert: str = ""
    """What the page says in a place of its own because something is wrong."""

    def form(self, field_or_id: str) -> Form | None:
        """Return the form with this id or with a field of this name."""
        return next((one for one in self.forms if one.id == field_or_id or field_or_id in one.fields), None)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._silent = False
        self._alert = False
        self._select = ""
        """Name of the list of choices that is being read."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._take_data(given)
        self._alert = self._alert or given.get("role") == "alert" or given.get("class") == "flash"
        if tag == "form":
            method = given.get("method", "get").upper()
            self.page.forms.append(Form(given.get("id", ""), given.get("action", ""), method))
        elif tag in ("input", "button", "textarea") and given.get("name") and self.page.forms:
            self._take_field(given)
        elif tag == "select" and self.page.forms:
            self._select = given.get("name", "")
        elif tag == "option" and self._select:
            self._take_option(given)
        elif tag == "iframe":
            self.page.frames[given.get("id", "")] = given.get("src", "")
        elif tag == "a" and "id" in given:
            self.page.links[given["id"]] = given.get("href", "")
        elif tag == "meta" and "name" in given:
            self.page.meta[given["name"]] = given.get("content", "")
        elif tag in ("script", "style"):
            self._silent = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._silent = False
        if tag == "select":
            self._select = ""
        if tag == "p":
            self._alert = False

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.page.text = f"{self.page.text} {data.strip()}".strip()
            if self._alert:
                self.page.alert = f"{self.page.alert} {data.strip()}".strip()

    def _take_data(self, given: Mapping[str, str]) -> None:
        data = {name[5:].replace("-", "_"): value for name, value in given.items() if name.startswith("data-")}
        if data:
            self.page.datasets[given.get("class", "")] = data

    def _take_option(self, given: Mapping[str, str]) -> None:
        fields = self.page.forms[-1].fields
        if "selected" in given or self._select not in fields:
            fields[self._select] = given.get("value", "")

    def _take_field(self, given: Mapping[str, str]) -> None:
        form = self.page.forms[-1]
        if given.get("type") == "checkbox":
            form.boxes[given["name"]] = given.get("value", "on")
            if "checked" not in given:
                return
        # Of several buttons the first one is pressed; it is the one that agrees.
        form.fields.setdefault(given["name"], given.get("value", ""))


def read(html: str) -> Page:
    """Return what matters of `html`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page
