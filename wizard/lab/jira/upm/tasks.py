"""An installation that runs while the client polls it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from wizard.lab.jira.connect.messages import InstallFailed
from wizard.lab.jira.market.private_installs import PrivateInstalls
from wizard.lab.jira.site import Site

MEDIA = "application/vnd.atl.plugins."
PING_AFTER_MS = 100
_LOOK_AGAIN_S = 1.0
_PERCENT = {"downloading": 20, "installing": 70}
_ERROR_TYPE = f"{MEDIA}task.install.err+json"


@dataclass(slots=True)
class InstallTask:
    account_id: str
    source: str
    started_ms: int
    id: str
    phase: Literal["downloading", "installing", "done", "failed"] = "downloading"
    key: str = ""
    code: str = ""
    text: str = ""

    def representation(self) -> dict[str, Any]:
        """Return the task as the pending resource shows it."""
        return {
            "type": "INSTALL",
            "pingAfter": PING_AFTER_MS,
            "status": self._status(),
            "links": {
                "self": f"/rest/plugins/1.0/pending/{self.id}",
                "alternate": f"/rest/plugins/1.0/tasks/{self.id}",
            },
            "timestamp": self.started_ms,
            "accountId": self.account_id,
            "id": self.id,
        }

    def progress(self) -> dict[str, Any]:
        """Return the task in the newer form."""
        done = self.phase in {"done", "failed"}
        percent = 100 if done else _PERCENT[self.phase]
        shape: dict[str, Any] = {
            "links": {"self": f"/rest/plugins/1.0/tasks/{self.id}"},
            "done": done,
            "type": "INSTALL",
            "description": self.source,
            "itemsDone": int(done),
            "itemsTotal": 1,
            "progress": percent / 100,
            "pollDelay": PING_AFTER_MS,
            "timestamp": self.started_ms,
            "userKey": self.account_id,
        }
        return shape | ({"error": {"code": self.code, "message": self.text}} if self.phase == "failed" else {})

    def _status(self) -> Mapping[str, Any]:
        status: dict[str, Any] = {"done": self.phase in {"done", "failed"}, "statusCode": 200}
        if self.phase == "failed":
            reason = {"errorMessage": self.text} if self.text else {"subCode": self.code}
            return status | {"contentType": _ERROR_TYPE, **reason, "source": self.source, "name": self.source}
        name = self.source.rsplit("/", 1)[-1]
        kind = "downloading" if self.phase == "downloading" else "installing"
        status |= {"contentType": f"{MEDIA}install.{kind}+json", "source": name, "name": name}
        return status | {"amountDownloaded": _PERCENT.get(self.phase, 100), "totalSize": 100}


class InstallTasks:
    """The tasks of one site, by id."""

    def __init__(self, site: Site, private: PrivateInstalls) -> None:
        self._site = site
        self._private = private
        self._tasks: dict[str, InstallTask] = {}

    def find(self, task_id: str) -> InstallTask | None:
        return self._tasks.get(task_id)

    def start(self, url: str, account_id: str) -> InstallTask:
        # The id is in the paths of the traffic, which the same seed repeats.
        task_id = str(uuid.uuid5(uuid.UUID(self._site.world.client_key), f"install task {len(self._tasks)}"))
        task = InstallTask(account_id, url, int(self._site.clock.now() * 1000), task_id)
        self._tasks[task.id] = task
        self._site.background.start(f"install {task.id}", self._run(task))
        return task

    async def _run(self, task: InstallTask) -> None:
        def downloaded() -> None:
            task.phase = "installing"

        while self._site.twist.active("jira-install-unfinished") is not None:
            await self._site.clock.sleep(_LOOK_AGAIN_S)
        try:
            app = await self._private.install(task.source, task.account_id, downloaded)
        except InstallFailed as failure:
            task.phase, task.code, task.text = "failed", failure.code, failure.text
        except Exception:
            unforeseen = InstallFailed("connect.remote.upm.install.internal.error")
            task.phase, task.code, task.text = "failed", unforeseen.code, unforeseen.text
            raise
        else:
            task.phase, task.key = "done", app.key
