"""Holds a descriptor against the schema and says each fault in plain words."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from wizard.connect.descriptor_problem import DescriptorProblem, refusal
from wizard.connect.descriptor_schema import MODULES, SCHEMA
from wizard.connect.json_places import Path
from wizard.domain.gitlab import Json
from wizard.domain.text import T, Text

if TYPE_CHECKING:  # loaded when the first descriptor is looked at
    from jsonschema import Draft202012Validator, ValidationError

_CODE = "descriptor-shape"
_KINDS = {
    "string": T("a text"), "integer": T("a whole number"), "boolean": T("true or false"), "array": T("a list"),
    "object": T("an object in braces"),
}  # fmt: skip
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*")
_MOST = 200
"""Faults that are said of one document; who made more made another kind of document."""


@cache
def _validator() -> "Draft202012Validator":
    from jsonschema import Draft202012Validator, validators  # 40 ms that only descriptors need

    # As in Jira's older dialect 1.0 is no whole number.
    strict = Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _checker, value: isinstance(value, int) and not isinstance(value, bool)
    )
    return validators.extend(Draft202012Validator, type_checker=strict)(SCHEMA)


def shape_problems(descriptor: Mapping[str, Json], jira: str) -> list[DescriptorProblem]:
    """Return all faults of shape, in the order of the document; `jira` is the key that the site fails with."""
    found = [problem for error in _validator().iter_errors(descriptor) for problem in _said(error, jira)]
    found += [*_no_address(descriptor, jira), *_keys_twice(descriptor, jira)]
    return sorted(found, key=lambda one: [str(part) for part in one.path])[:_MOST]


def _said(error: "ValidationError", jira: str) -> Iterator[DescriptorProblem]:
    path: Path = tuple(error.absolute_path)
    if error.validator == "anyOf" and error.context:
        meant = max(error.context, key=lambda one: len(one.absolute_path))
        yield from _said(meant, jira)
        return
    reason, fix = _words(str(error.validator), error.validator_value, error.instance, path)
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        named = re.match(r"'([^']*)'", error.message)
        name = named[1] if named is not None and named[1] in missing else missing[0]
        reason = T("“{name}” is missing here", name=name)
        fix = T("Add it; Jira installs no app without.")
    yield refusal(_CODE, path, reason, fix, jira)


def _words(validator: str, wanted: object, found: Json, path: Path) -> tuple[Text, Text]:
    if validator == "type":
        kind = _KINDS.get(str(wanted), T("something else"))
        return T("{kind} is expected here, not {found}", kind=kind, found=_kind_of(found)), T(
            "Write {kind}.", kind=kind
        )
    if validator == "enum":
        words = ", ".join(map(str, wanted if isinstance(wanted, list) else ()))
        return T("“{found}” is not known here", found=_short(found)), T("Choose one of: {words}", words=words)
    if validator == "maxLength":
        return T("It has more than {most} characters", most=wanted), T("Shorten it.")
    if validator == "minLength":
        return T("It is empty"), T("Fill it in, or leave the member out where it is not needed.")
    if validator in ("minimum", "maximum"):
        return T("No number may be as large as {found}", found=_short(found)), T("Write 1.")
    if validator == "not":
        return T("A condition is either one or a list of them"), T("Leave one of the two out.")
    return _of_pattern(path, found)


def _of_pattern(path: Path, found: Json) -> tuple[Text, Text]:
    if path == ("baseUrl",):
        return T("“{found}” is no address", found=_short(found)), T("Begin it with https://")
    if path == ("key",):
        fix = T(
            "Use letters, digits, dots, dashes and underscores. A slash comes from a slash at the end of the proxy."
        )
    else:
        fix = T("Use letters, digits and dashes.")
    return T("“{found}” has a character that no key has", found=_short(found)), fix


def _kind_of(value: Json) -> Text:
    if value is None:
        return T("nothing")
    if isinstance(value, bool):
        return _KINDS["boolean"]
    if isinstance(value, int | float):
        return T("a number")
    return _KINDS["string" if isinstance(value, str) else "array" if isinstance(value, list) else "object"]


def _short(value: Json) -> str:
    text = value if isinstance(value, str) else str(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def _no_address(descriptor: Mapping[str, Json], jira: str) -> Iterator[DescriptorProblem]:
    """Say so where the base URL has the beginning of an address and is none."""
    base = descriptor.get("baseUrl")
    if not isinstance(base, str) or not base.startswith(("http://", "https://")):
        return
    authority = base.partition("://")[2].partition("/")[0]
    if not _URI.fullmatch(base) or authority.count("[") != authority.count("]"):
        reason = T("“{found}” is no address", found=_short(base))
        yield refusal(_CODE, ("baseUrl",), reason, T("Leave out spaces and signs that no address has."), jira)


def _keys_twice(descriptor: Mapping[str, Json], jira: str) -> Iterator[DescriptorProblem]:
    seen: set[str] = set()
    for path, _kind, module in modules_of(descriptor):
        key = module.get("key")
        if isinstance(key, str):
            if key in seen:
                reason = T("Another module has the key “{key}”", key=_short(key))
                yield refusal(_CODE, (*path, "key"), reason, T("Give each module a key of its own."), jira)
            seen.add(key)


def modules_of(descriptor: Mapping[str, Json]) -> Iterator[tuple[Path, str, Mapping[str, Json]]]:
    """Give each module of a kind that Jira knows, with its place; what is no object is passed over."""
    modules = descriptor.get("modules")
    for kind, value in modules.items() if isinstance(modules, dict) else ():
        if kind not in MODULES:
            continue
        if isinstance(value, list):
            yield from ((("modules", kind, at), kind, one) for at, one in enumerate(value) if isinstance(one, dict))
        elif isinstance(value, dict):
            yield ("modules", kind), kind, value
