"""Finds what changed in GitLab, one question at a time, and which issues it speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from wizard.connect.proof_branch import is_proof_branch
from wizard.domain.errors import Refused
from wizard.domain.flow import Chunk, Item, Kind
from wizard.monitor.asking import Asking
from wizard.monitor.history_index import HistoryIndex
from wizard.monitor.history_reading import ACTIVITY_GRAIN_S
from wizard.monitor.keys import keys_left_out, sent_keys
from wizard.monitor.live_questions import About, Question, Questions
from wizard.monitor.push_events import new_branches, pushes_since
from wizard.monitor.watched import WatchList

OVERLAP_S = 300.0
"""Clocks differ, and what GitLab dates now may be listed a little later."""
_CLOSED = frozenset({"http-403", "http-404", "http-403-scope"})
"""What a project answers that has no repository, no pipelines, no flags, or is gone."""
_MESSAGES_KEPT = 2000
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that is new, or speaks of other issues than before."""

    item: Item
    """Its texts are its title alone."""
    keys: tuple[str, ...]
    """Issues that are new on it; none for a thing that speaks of no issue."""
    left_out: tuple[str, ...] = ()
    """Issues beyond what GitLab sends of one thing."""


class LiveReading:
    def __init__(self, questions: Questions, watched: WatchList, history: HistoryIndex, started: float) -> None:
        self._questions, self._watched, self.started = questions, watched, started
        self._history = history
        self._messages: dict[str, str] = {}
        self._requests: dict[tuple[int, str], Item] = {}
        """Newest merge request by project and source branch."""
        self.homes: dict[int, str] = {}
        """Addresses of projects."""

    async def ask(self, asking: Asking, question: Question, now: float) -> list[Found]:
        """Ask, and return what is new or speaks of other issues than before."""
        if question.project in self._history.projects:
            self.homes.setdefault(question.project, self._history.projects[question.project].url)
        last = self._questions.last(question)
        since = (last or self.started) - OVERLAP_S
        try:
            found = await self._found(asking, question, since)
        except Refused as error:
            if not question.project or error.code not in _CLOSED:
                raise
            found = []
            if question.about is About.EVENTS:
                self._questions.wide.discard(question.project)  # the newest of the list are better than none
        self._questions.asked[question] = now
        fresh = []
        for item in found:
            if (entry := await self._entry(asking, item, last, now)) is not None:
                fresh.append(entry)
        if question.about is About.BRANCHES:
            self._note_pushes(question.project, found, fresh, last)
        return fresh

    def _note_pushes(self, project: int, found: list[Item], fresh: list[Found], last: float) -> None:
        """Take note of branches that went on, or are new; at the first look the history tells what was there."""
        read_at = self._history.read_at(project)
        made = {one.item.id for one in fresh if one.keys} if last or read_at is not None else set()
        active = self._questions.active.get(project)
        default = active.default_branch if active is not None else ""
        self._questions.pushes.note(project, found, made, default, last or read_at or 0.0)

    async def _pushed(self, asking: Asking, project: int) -> list[Item]:
        """Return the commits of one push; they came with it, however old they are."""
        push = self._questions.pushes.first_of(project)
        try:
            found = (await asking.of_gitlab(asking.gitlab.commits_between, project, push.old, push.new)).found
        except Refused as error:
            if error.code not in _CLOSED:
                raise
            found = ()  # the branch was removed since
        self._questions.pushes.done(push)
        return [msgspec.structs.replace(one, at=max(one.at, push.since)) for one in found]

    async def _branches(self, asking: Asking, project: int) -> Chunk[Item]:
        chunk = await asking.of_gitlab(asking.gitlab.branches_of, project)
        if chunk.next:
            self._questions.wide.add(project)
        return chunk

    async def _told_by_events(self, asking: Asking, project: int, since: float) -> list[Item]:
        """Return the branches that are new, and take note of all pushes."""
        told = await pushes_since(asking, project, since)
        if any(not one.branch for one in told):
            self._questions.wide.discard(project)  # the list of branches is to name them
        active = self._questions.active.get(project)
        self._questions.pushes.take(project, told, active.default_branch if active is not None else "")
        return new_branches(project, self.homes.get(project, ""), told)

    async def _found(self, asking: Asking, question: Question, since: float) -> list[Item]:
        gitlab, project = asking.gitlab, question.project
        match question.about:
            case About.PROJECTS:
                await self._projects(asking, question.group, since)
                return []
            case About.REQUESTS:
                return await self._requests_of(asking, question.group, since)
            case About.BRANCHES:
                chunk = await self._branches(asking, project)
            case About.EVENTS:
                return await self._told_by_events(asking, project, since)
            case About.COMMITS:
                chunk = await asking.of_gitlab(gitlab.commits_of, project, since - ACTIVITY_GRAIN_S)
            case About.PUSHES:
                return await self._pushed(asking, project)
            case About.BUILDS:
                chunk = await asking.of_gitlab(gitlab.pipelines_of, project, since)
            case About.DEPLOYMENTS:
                chunk = await asking.of_gitlab(gitlab.deployments_of, project, since)
            case About.FLAGS:
                chunk = await asking.of_gitlab(gitlab.feature_flags_of, project)
        return list(chunk.found)

    async def _projects(self, asking: Asking, group: str, since: float) -> None:
        cursor = ""
        while True:
            chunk = await asking.of_gitlab(asking.gitlab.projects_by_activity, group, cursor=cursor)
            self._questions.note_active(chunk.found, since)
            for one in chunk.found:
                self.homes[one.id] = f"{asking.gitlab.url}/{one.path}"
            cursor = chunk.next
            if not cursor or chunk.found[-1].active_at < since - ACTIVITY_GRAIN_S:
                return

    async def _requests_of(self, asking: Asking, group: str, since: float) -> list[Item]:
        found: list[Item] = []
        cursor = ""
        while True:
            chunk: Chunk[Item] = await asking.of_gitlab(
                asking.gitlab.merge_requests_of_group, group, since, cursor=cursor
            )
            found += chunk.found
            cursor = chunk.next
            if not cursor:
                break
        self._requests |= {(one.project, one.ref): one for one in found if one.ref}
        return found

    async def _entry(self, asking: Asking, item: Item, last: float, now: float) -> Found | None:
        """Return a thing with what is new on it; None for what was met, or was there before we looked."""
        if is_proof_branch(item.id if item.kind is Kind.BRANCH else item.ref):
            return None  # whoever made it times it, and removes it soon; so with what ran on it
        name = (item.kind, item.project, item.id)
        known = self._watched.keys_known(name)
        if known is not None and item.kind not in (Kind.MERGE_REQUEST, Kind.FEATURE_FLAG):
            return None
        was = self._history.read_at(item.project) if item.kind is Kind.BRANCH else None
        before = not last and self._was_there(item, was)
        texts = item.texts if before else tuple(await self._texts(asking, item))
        keys = sent_keys(texts)
        self._watched.note(name, keys)
        fresh = tuple(key for key in keys if key not in (known or ()))
        if before or (known is not None and not fresh) or not _is_sent(item):
            return None
        made = max(item.at, last, was or 0.0) if item.kind is Kind.BRANCH else item.at
        told = msgspec.structs.replace(item, at=min(made, now), texts=_title(item))
        return Found(told, fresh, keys_left_out(texts))

    def _was_there(self, item: Item, was: float | None) -> bool:
        """Tell whether a thing was there before anybody looked; `was` is when the history read its project.

        A branch may be made from an old commit: what the history knew of the project tells whether it is new. It knows
        those that speak of issues, where GitLab sends them; of others an old commit is taken for an old branch.
        """
        if was is None:
            return item.at < self.started
        if self._history.holds(item):
            return True
        known = sent_keys(item.texts) and self._history.reads(item.kind, item.project)
        return not known and item.at < was

    async def _texts(self, asking: Asking, item: Item) -> Iterable[str]:
        """Return where GitLab looks for keys: of pipelines and deployments in the commit and the merge request."""
        if item.kind is Kind.COMMIT and item.texts:
            self._keep(item.id, item.texts[0])
        if item.kind not in (Kind.BUILD, Kind.DEPLOYMENT):
            return item.texts
        request = self._requests.get((item.project, item.ref))
        known = request.texts if request is not None and request.at <= item.at else ()
        return [await self._message(asking, item), *known, *await self._deployed_with(asking, item)]

    async def _deployed_with(self, asking: Asking, item: Item) -> list[str]:
        """Return the messages of commits that a deployment brought since the last success of its branch there, or since
        ever.

        Source: gitlabhq lib/atlassian/jira_connect/serializers/deployment_entity.rb, which goes by the dates of commits
        and leaves out merges. The newest 100 of up to 5,000.
        """
        if item.kind is not Kind.DEPLOYMENT or not item.environment:
            return []
        last = await asking.of_gitlab(asking.gitlab.success_before, item)
        if last is not None and (last.commit == item.commit or not last.at):
            return []
        since = last.at if last is not None else 0.0
        try:
            fresh = await asking.of_gitlab(asking.gitlab.commits_before, item.project, item.commit, since)
        except Refused as error:
            if error.code not in _CLOSED:  # a commit that a forced push took away is no help any more
                raise
            return []
        return [text for one in fresh.found if one.at > since for text in one.texts]

    async def _message(self, asking: Asking, item: Item) -> str:
        if item.commit not in self._messages:
            self._keep(item.commit, await asking.of_gitlab(asking.gitlab.commit_message, item.project, item.commit))
        return self._messages[item.commit]

    def _keep(self, sha: str, message: str) -> None:
        if len(self._messages) >= _MESSAGES_KEPT:
            self._messages.pop(next(iter(self._messages)))
        self._messages[sha] = message


def _title(item: Item) -> tuple[str, ...]:
    """Return the first line of what a thing says."""
    return tuple(text.partition("\n")[0][:_LONGEST_TITLE] for text in item.texts[:1])


def _is_sent(item: Item) -> bool:
    """Tell whether GitLab tells Jira of it at all: not of deployments that no job made."""
    return item.kind is not Kind.DEPLOYMENT or bool(item.url)
