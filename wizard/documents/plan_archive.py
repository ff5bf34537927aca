"""A plan in one file, so that another computer goes on with it: a zip with answers, what is assumed, and documents.

Only answers and assumptions are read back; documents are for people, and nothing in them is obeyed. No secret is in it.
Source: PKWARE APPNOTE 6.3.9; CWE-409 (decompression bombs), CWE-22 (paths in archives).
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from wizard.domain import strict_json
from wizard.domain.answers import Answers, AnswersError, read_answers, write_answers
from wizard.domain.text import T, Text

ENDING = ".gjwplan"
KIND, FORMAT = "gitlab-jira-wizard plan", 1
LARGEST = 4 * 1024 * 1024
"""Of the file, and of all that is read from it. Units: bytes."""
_MANIFEST, _ANSWERS, _ASSUMED = "manifest.json", "answers.toml", "assumed.json"
_MOST_MEMBERS = 64
_SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""The same plan gives the same bytes."""


class PlanArchiveError(Exception):
    """The file cannot be taken.

    Codes: plan-file-too-large, plan-file-unreadable, plan-file-newer, plan-file-answers.
    """

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(str(text))
        self.code, self.text = code, text


@dataclass(frozen=True, slots=True)
class ArchivedPlan:
    """What somebody planned, to go on with."""

    answers: Answers
    assumed: Mapping[str, str]
    """By the id of the assumption."""
    documents: tuple[str, ...] = ()
    """Names of what else is in the file."""


def write(answers: Answers, assumed: Mapping[str, str], documents: Mapping[str, bytes]) -> bytes:
    """Return the file; `documents` are laid beside what is read back, under their names."""
    members = {
        _MANIFEST: _json({"kind": KIND, "format": FORMAT}),
        _ANSWERS: write_answers(answers),
        _ASSUMED: _json(dict(sorted(assumed.items()))),
        **{f"documents/{name}": documents[name] for name in sorted(documents)},
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _SAME_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, content)
    return held.getvalue()


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def read(data: bytes) -> ArchivedPlan:
    """Return the plan of a file. Raises: PlanArchiveError and nothing else."""
    if len(data) > LARGEST:
        said = T("The file is larger than {limit} MiB, and a plan is not.", limit=LARGEST >> 20)
        raise PlanArchiveError("plan-file-too-large", said)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) > _MOST_MEMBERS or len(set(names)) != len(names):
                raise _unreadable()
            _refuse_other(_member(archive, _MANIFEST))
            answers = _answers(_member(archive, _ANSWERS))
            assumed = _texts(_member(archive, _ASSUMED))
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, EOFError, RuntimeError):
        raise _unreadable() from None
    return ArchivedPlan(answers, assumed, tuple(one for one in names if one.startswith("documents/")))


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return what a member holds, no more of it than is allowed, whatever its head says."""
    with archive.open(name) as opened:
        content = opened.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise _unreadable()
    return content


def _refuse_other(manifest: bytes) -> None:
    value = strict_json.loads(manifest, max_depth=8)
    if not isinstance(value, dict) or value.get("kind") != KIND:
        raise _unreadable()
    found = value.get("format")
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise _unreadable()
    if found > FORMAT:
        raise PlanArchiveError(
            "plan-file-newer",
            T("A newer release wrote this file (format {found}, this one reads {known}): update the program.",
              found=found, known=FORMAT),
        )  # fmt: skip


def _answers(data: bytes) -> Answers:
    try:
        return read_answers(data)
    except AnswersError as error:
        said = T("The answers in this file cannot be used: {problem}", problem=error.problem)
        raise PlanArchiveError("plan-file-answers", said) from None


def _texts(data: bytes) -> dict[str, str]:
    value = strict_json.loads(data, max_depth=4)
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise _unreadable()
    return {name: str(one) for name, one in value.items()}


def _unreadable() -> PlanArchiveError:
    return PlanArchiveError("plan-file-unreadable", T("This is no plan that this program wrote, or it is damaged."))
