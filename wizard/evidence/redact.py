"""Hides what must not be seen, at the moment of capture: by field name, by known value, by shape."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import parse_qsl, quote, urlsplit

from wizard.domain.gitlab import Json
from wizard.domain.secret import Secret
from wizard.domain.strict_json import JsonError, loads
from wizard.evidence.jwt_shown import shown
from wizard.evidence.secret_forms import LONG_RUN, RANDOM_RUN, SHAPES, forms_of, looks_random
from wizard.evidence.shown_names import HEADERS, KEYS, QUERY_KEYS

HIDDEN = "[hidden]"
_MARGIN = 4096
"""Letters; no secret is longer."""


class Redactor:
    """Knows the secrets of this program run; learns more as they are typed. Forgets a secret when it is wiped."""

    def __init__(self) -> None:
        self._secrets: list[Secret] = []
        self._spelt: tuple[str, ...] | None = None
        """Every spelling of the secrets above, longest first for each; made anew when one comes or is wiped."""

    def learn(self, secret: Secret) -> None:
        """Hide this value from now on, in every spelling."""
        self._secrets = [known for known in self._secrets if known]
        if secret and not any(known is secret for known in self._secrets):
            self._secrets.append(secret)
        self._spelt = None

    def knows_part_of(self, text: str) -> bool:
        """Tell whether a known secret stands in `text` in any spelling."""
        return any(form in text for form in self._spellings())

    def text(self, text: str) -> str:
        """Return `text` without known secrets and without what looks like one."""
        return _without_shapes(self.without_known(text))

    def without_known(self, text: str) -> str:
        """Return `text` without known secrets."""
        for form in self._spellings():
            text = text.replace(form, HIDDEN)
        return text

    def _spellings(self) -> tuple[str, ...]:
        if not all(self._secrets):
            self._secrets = [known for known in self._secrets if known]
            self._spelt = None
        if self._spelt is None:
            self._spelt = tuple(form for secret in self._secrets for form in forms_of(secret.reveal()))
        return self._spelt

    def headers(self, pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """Return headers with the values of those on the list; of the others the name only."""
        listed = []
        for name, value in pairs:
            lower = name.lower()
            if lower == "location":
                listed.append((lower, self.url(value)))
            else:
                listed.append((lower, value if lower in HEADERS or value.startswith("JWT ") else HIDDEN))
        # All at once: searching each of some twenty values for every spelling takes longer than the request.
        parts = self.text("\n".join(part for pair in listed for part in pair)).split("\n")
        if len(parts) == 2 * len(listed):
            return tuple(zip(parts[::2], parts[1::2], strict=True))
        return tuple((self.text(name), self.text(value)) for name, value in listed)

    def url(self, url: str) -> str:
        """Return an address without user part and fragment, and with the values of known query keys only."""
        try:
            parts = urlsplit(url)
            query = parse_qsl(parts.query, keep_blank_values=True)
        except ValueError:
            return HIDDEN
        host = parts.netloc.rpartition("@")[2]
        shown = (f"{parts.scheme}://{host}" if parts.scheme else f"//{host}" if host else "") + parts.path
        if query:
            shown += "?" + "&".join(
                f"{quote(key, safe='[]')}={quote(value, safe='/,:') if key in QUERY_KEYS else HIDDEN}"
                for key, value in query
            )
        return self.text(shown)

    def body(self, data: bytes, content_type: str, limit: int, value: Callable[[], Json] | None = None) -> str:
        """Return a body as text, cut to `limit` characters after everything was hidden.

        `value` gives what it spells out as JSON where that was read already.

        Shape: JSON by its keys, forms by their keys, other text by value and shape, the rest as its size.
        """
        kind = content_type.partition(";")[0].strip().lower()
        if not data:
            return ""
        if kind == "application/json" or kind.endswith("+json") or data.lstrip()[:1] in (b"{", b"["):
            try:
                return self._cut(json.dumps(listed_texts(value() if value else loads(data)), ensure_ascii=False), limit)
            except JsonError:
                pass
        if kind == "application/x-www-form-urlencoded":
            return self.url("?" + data.decode("utf-8", "replace"))[1:][:limit]
        if kind.startswith("text/") or kind in ("", "application/json", "application/xml"):
            return self._cut(data[: (limit + 2 * _MARGIN) * 4].decode("utf-8", "replace"), limit)
        return f"[{len(data)} bytes]"

    def _cut(self, text: str, limit: int) -> str:
        """Return the beginning of a text without secrets: what is cut anyway is not searched.

        A secret across the edge is not seen as one; it lies in the margin, which goes, however much was hidden before.
        """
        if len(text) <= limit + 2 * _MARGIN:
            return self.text(text)[:limit]
        return self.text(text[: limit + 2 * _MARGIN])[:-_MARGIN][:limit]

    def facts(self, facts: Mapping[str, str]) -> dict[str, str]:
        """Return facts of an error or a finding without secrets."""
        return {name: self.text(value) for name, value in facts.items()}


def listed_texts(value: Json, key: str = "") -> Json:
    """Return a JSON value in which texts stand only under the keys that are listed."""
    if isinstance(value, dict):
        return {name: listed_texts(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [listed_texts(part, key) for part in value]
    return HIDDEN if isinstance(value, str) and value and key not in KEYS else value


def _without_shapes(text: str) -> str:
    pieces, last = [], 0
    for found in SHAPES.finditer(text):
        pieces += [_without_random(text[last : found.start()]), _of_shape(found[0])]
        last = found.end()
    return "".join((*pieces, _without_random(text[last:])))


def _of_shape(found: str) -> str:
    """Return what is shown of something that has the shape of a secret: of a signed token what it says."""
    scheme = found[: found.index("eyJ")] if found.startswith("JWT") and "eyJ" in found else ""
    token = found[len(scheme) :]
    said = shown(token, _without_shapes) if token.startswith("eyJ") else ""
    return f"{scheme}{said}.{HIDDEN}" if said else HIDDEN


def _without_random(text: str) -> str:
    return LONG_RUN.sub(lambda long: RANDOM_RUN.sub(_hidden_if_random, long[0]), text)


def _hidden_if_random(run: re.Match[str]) -> str:
    return HIDDEN if looks_random(run[0]) else run[0]
