"""What the user decided; immutable, typed, without secrets.

Source: the answers file of the command contract; documented in resources/help.
"""

import difflib
import re
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import Literal

import msgspec

from wizard.domain.flow import Kind
from wizard.domain.jira_integration import IntegrationAnswers
from wizard.domain.maintenance import window
from wizard.domain.pasted_token import has_token_shape, looks_like_token
from wizard.domain.route import Route


class GitLabAnswers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    url: str = ""


class JiraAnswers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    url: str = ""
    email: str = ""
    deployment: Literal["cloud", "server"] = "cloud"
    token_expires: str = ""
    """Day on which the API token ends, as 2027-11-22; empty: not known."""


class GroupsAnswers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    paths: tuple[str, ...] = ()


class ProofAnswers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    project: str = ""
    issue: str = ""
    kinds: tuple[Kind, ...] = (Kind.BRANCH,)
    """Kinds of data that are proven; a branch always is, the others stand on it."""


class ProxyAnswers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The GitLab of one's own that stands between Jira and this one."""

    url: str = ""


class ListingAnswers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The own private listing in the Marketplace; its key follows from the GitLab, and no token stands here."""

    vendor: str = ""


class LeafAnswers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A GitLab that this one serves as proxy."""

    url: str = ""


class MonitorAnswers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a connection is watched once it stands."""

    canary: Literal["off", "hourly", "daily"] = "off"
    """How often a test branch is made, timed and removed."""
    maintenance: tuple[str, ...] = ()
    """Windows of the week in which no alarm is raised, in this computer's time: `Sun 02:00-04:00`."""
    log_folder: str = ""
    """Folder of this computer in which the logs of the GitLab lie: `/var/log/gitlab/gitlab-rails`."""

    def __post_init__(self) -> None:
        for text in self.maintenance:
            try:
                window(text)
            except ValueError as error:
                raise ValueError(f'"{error}" is no window of maintenance; write it as "Sun 02:00-04:00"') from None
        whole = any(kind(self.log_folder).is_absolute() for kind in (PurePosixPath, PureWindowsPath))
        if self.log_folder and not whole:
            raise ValueError(f'"{self.log_folder}" is not the whole path of a folder, as /var/log/gitlab/gitlab-rails')


class Answers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One set-up as the user described it."""

    route: Route = Route.MARKETPLACE
    gitlab: GitLabAnswers = GitLabAnswers()
    jira: JiraAnswers = JiraAnswers()
    groups: GroupsAnswers = GroupsAnswers()
    proof: ProofAnswers = ProofAnswers()
    proxy: ProxyAnswers = ProxyAnswers()
    listing: ListingAnswers = ListingAnswers()
    leaf: tuple[LeafAnswers, ...] = ()
    integration: IntegrationAnswers = IntegrationAnswers()
    monitor: MonitorAnswers = MonitorAnswers()

    def with_(self, **parts: object) -> "Answers":
        """Return answers with single values replaced.

        Shape: `answers.with_(gitlab_url="https://gitlab.example.com", groups_paths=("platform",))`
        """
        changed = self
        for name, value in parts.items():
            section, _, key = name.partition("_")
            if key:
                inner = msgspec.structs.replace(getattr(changed, section), **{key: value})
                changed = msgspec.structs.replace(changed, **{section: inner})
            else:
                changed = msgspec.structs.replace(changed, **{name: value})
        return changed


class AnswersError(Exception):
    """The answers file cannot be used; `problem` says where and why."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def read_answers(data: bytes) -> Answers:
    """Return the answers of a TOML file.

    Raises: AnswersError with line or key; unknown keys are errors.
    """
    try:
        return _without_tokens(msgspec.toml.decode(data, type=Answers))
    except msgspec.ValidationError as error:
        problem = _sentence(str(error))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        problem = f"this is no TOML: {error}"
    if has_token_shape(problem):  # it quotes what stands in the wrong place
        problem = "a token stands in it; tokens come by the environment or the keyring only"
    raise AnswersError(problem)


_UNKNOWN = re.compile(r"Object contains unknown field `(?P<key>[^`]*)`(?: - at `\$\.?(?P<section>[^`]*)`)?")
_MEANINGS = {
    "Expected `str`": "a text in quotes is expected",
    "Expected `array`": 'a list such as ["platform"] is expected',
    "Expected `object`": "a section is expected",
    "Invalid enum value": "this is not possible:",
}
_WRONG = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<place>[^`]*)`)?")


_REPEATED = {"leaf": LeafAnswers()}
"""Sections that may stand several times, each with one of it."""


def _sentence(said: str) -> str:
    """Return what is wrong in an answers file as people say it: the place first, and the nearest key there is."""
    unknown = _UNKNOWN.fullmatch(said)
    if unknown:
        key, section = unknown["key"], unknown["section"] or ""
        section = section.partition("[")[0]
        inside = _REPEATED.get(section) or getattr(Answers(), section, None) if section else Answers()
        known = inside.__struct_fields__ if isinstance(inside, msgspec.Struct) else ()
        place = f"[{section}] has no key" if section else "there is no key or section"
        nearest = difflib.get_close_matches(key, known, n=1)
        hint = f"the nearest is {nearest[0]}" if nearest else f"known are {', '.join(known)}"
        return f"{place} {key}; {hint}"
    wrong = _WRONG.fullmatch(said)
    if wrong is None or not wrong["place"]:
        return said
    what = wrong["what"]
    for words, meaning in _MEANINGS.items():
        what = what.replace(words, meaning)
    return f"{wrong['place']}: {what}"


def _without_tokens(answers: Answers) -> Answers:
    """Return the answers. Raises: AnswersError where a token stands in them; it is not repeated."""
    for section, values in _sections(answers):
        for key, value in values.items():
            texts = value if isinstance(value, list | tuple) else [value]
            texts = [*value, *value.values()] if isinstance(value, dict) else texts
            if any(isinstance(text, str) and has_token_shape(text) for text in texts):
                raise AnswersError(f"{section}.{key} holds a token; tokens come by the environment or the keyring only")
            if key == "url" and isinstance(value, str) and looks_like_token(value):
                raise AnswersError(f"{section}.url looks like a token, not like an address")
    return answers


def _sections(answers: Answers) -> Iterator[tuple[str, dict[str, object]]]:
    """Give each section with its name; one that may stand several times as often as it does."""
    for section, values in msgspec.to_builtins(answers).items():
        for one in values if isinstance(values, list | tuple) else (values,):
            if isinstance(one, dict):
                yield section, one


def _written(value: object) -> str:
    """Return a value as TOML has it: as JSON, but for a table, which stands in one line."""
    if not isinstance(value, dict):
        return msgspec.json.encode(value).decode()
    pairs = (f"{msgspec.json.encode(key).decode()} = {_written(inner)}" for key, inner in value.items())
    return "{" + ", ".join(pairs) + "}"


def write_answers(answers: Answers) -> bytes:
    """Return the TOML file of `answers`: what the window exports and another machine opens."""
    lines = [f'route = "{answers.route.value}"', ""]
    sections = ["gitlab", "jira", "groups", "proof", *(("integration",) * answers.integration.wanted)]
    sections += ["monitor"] * (answers.monitor != MonitorAnswers())
    for section in sections:
        lines.append(f"[{section}]")
        for key, value in msgspec.structs.asdict(getattr(answers, section)).items():
            lines.append(f"{key} = {_written(value)}")
        lines.append("")
    if answers.proxy.url:
        lines += ["[proxy]", f"url = {msgspec.json.encode(answers.proxy.url).decode()}", ""]
    if answers.listing.vendor:
        lines += ["[listing]", f"vendor = {msgspec.json.encode(answers.listing.vendor).decode()}", ""]
    for leaf in answers.leaf:
        lines += ["[[leaf]]", f"url = {msgspec.json.encode(leaf.url).decode()}", ""]
    return "\n".join(lines).encode()
