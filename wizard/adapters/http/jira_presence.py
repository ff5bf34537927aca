"""What a Jira shows of a GitLab, over HTTP."""

from collections.abc import Sequence

from wizard.adapters.http import jira_presence_answers as answers
from wizard.adapters.http import jira_presence_requests as requests
from wizard.adapters.http.side import Side
from wizard.domain.errors import PortError, Refused, Unexpected
from wizard.domain.flow import Chunk, Kind
from wizard.domain.jira_presence import FoundIssues, Shown
from wizard.domain.url import Url

_GITLAB = "GitLab"
"""What the panel calls the app's tool where nobody has read its name."""
_ABSENT = frozenset({"http-404", "http-405", "http-410"})


class HttpPresence:
    """What `HttpJira` can tell of development information; it brings the side."""

    url: Url
    _side: Side
    _dialog = 0
    """Which of the addresses of the dialog's query answers here."""

    async def issues_with(
        self, kind: Kind, at_least: int = 1, *, among: Sequence[str] = (), cursor: str = ""
    ) -> Chunk[str]:
        if kind not in requests.FIELDS:
            raise Refused("jira-search-refused", {"host": self.url.host, "kind": kind.value})
        keys = tuple(key for key in among if requests.KEY.fullmatch(key))
        if among and not keys:
            return Chunk(())
        request = requests.issues_with(kind, at_least, keys, cursor)
        try:
            found = await self._side.read(request, answers.SearchWire)
        except Unexpected as error:
            if error.code != "http-400":
                raise
            said = error.facts.get("said", "")
            gone = next((key for key in keys if f"'{key}'" in said or f'"{key}"' in said), "")
            raise _as("jira-issue-gone" if gone else "jira-search-refused", error, issue=gone) from None
        following = "" if found.is_last else found.next_page_token or ""
        if following and following == cursor:
            raise Unexpected("answer-shape", {"path": request.path, "where": "$.nextPageToken"})
        return Chunk(tuple(one.key for one in found.issues), following)

    async def find_issues(self, keys: Sequence[str]) -> FoundIssues:
        if not keys:
            return FoundIssues({})
        return (await self._side.read(requests.find_issues(keys), answers.BulkWire)).value(tuple(keys))

    async def project_keys(self, *, cursor: str = "") -> Chunk[str]:
        start = int(cursor) if cursor else 0
        found = await self._side.read(requests.projects(start), answers.ProjectsWire)
        keys = dict.fromkeys(key for one in found.values for key in (one.key, *one.project_keys))
        more = found.values and not found.is_last
        return Chunk(tuple(keys), str(start + len(found.values)) if more else "", found.total)

    async def panel_items(self, issue_id: str, kind: Kind, application_type: str = "") -> Sequence[Shown]:
        try:
            if kind in requests.DATA_TYPES:
                request = requests.details(issue_id, kind, application_type or _GITLAB)
                return (await self._side.read(request, answers.DetailsWire)).value(kind)
            return await self._in_dialog(issue_id, kind)
        except Refused as error:
            if error.code == "http-403":
                raise _as("jira-panel-forbidden", error) from None
            raise

    async def _in_dialog(self, issue_id: str, kind: Kind) -> Sequence[Shown]:
        for place in range(self._dialog, len(requests.DIALOG_PATHS)):
            try:
                found = await self._side.read(
                    requests.dialog(requests.DIALOG_PATHS[place], issue_id, kind), answers.DialogWire
                )
            except PortError as error:
                if error.code not in (*_ABSENT, "http-400"):
                    raise
                absent = error
                continue
            self._dialog = place
            shown = found.value()
            if shown is None:
                raise Refused(found.refusal, {"host": self.url.host, "kind": kind.value})
            return shown
        raise _as("jira-panel-gone", absent, kind=kind.value)


def _as(code: str, error: PortError, **facts: str) -> Refused:
    """Return the refusal that an answer stands for here, with its facts and its call."""
    made = Refused(code, {**error.facts, **{name: value for name, value in facts.items() if value}})
    made.call = error.call
    return made
