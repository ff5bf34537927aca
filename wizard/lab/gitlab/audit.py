"""What administrators changed on the instance, as it notes it from Premium on.

Source: GitLab docs, "Audit event types" (`application_setting_updated`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

EVENT: Final = "application_setting_updated"
_SCOPE: Final = "Gitlab::Audit::InstanceScope"


@dataclass(frozen=True, slots=True)
class Noted:
    """One change of one setting."""

    number: int
    at: float
    author_id: int
    author: str
    setting: str
    before: Any
    after: Any
    address: str

    def shown(self, created_at: str) -> dict[str, Any]:
        """Return it as the API gives it."""
        details = {
            "change": self.setting, "from": self.before, "to": self.after,
            "target_details": self.setting.replace("_", " ").capitalize(), "event_name": EVENT,
            "author_name": self.author, "author_class": "User", "target_id": 1, "target_type": "ApplicationSetting",
            "custom_message": f"Changed {self.setting} from {self.before} to {self.after}",
            "ip_address": self.address, "entity_path": "gitlab_instance",
        }  # fmt: skip
        return {
            "id": self.number, "author_id": self.author_id, "entity_id": 1, "entity_type": _SCOPE, "details": details,
            "created_at": created_at, "event_name": EVENT,
        }  # fmt: skip


@dataclass(slots=True)
class AuditTrail:
    _noted: list[Noted] = field(default_factory=list)

    def note(
        self, at: float, author_id: int, author: str, before: Mapping[str, Any], after: Mapping[str, Any], address: str
    ) -> None:
        """Keep each setting that is another one now."""
        for name in after:
            if before.get(name) != after[name]:
                number = len(self._noted) + 1
                self._noted.append(
                    Noted(number, at, author_id, author, name, before.get(name), after[name], address)
                )  # fmt: skip

    def between(self, first: float, last: float) -> list[Noted]:
        """Return what was changed from the one moment to the other, the newest first."""
        return [one for one in reversed(self._noted) if first <= one.at <= last]
