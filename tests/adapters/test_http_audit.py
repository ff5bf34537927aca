"""Audit events of a GitLab: which of them are changes of settings, and what is asked."""

import pytest

from tests.adapters.door_kit import kit
from tests.adapters.fault_server import answer, fault_server
from tests.adapters.test_http_activity import asked_with
from wizard.domain.errors import Refused
from wizard.domain.gitlab_audit import SettingChange

AT = 1_763_812_800.25


def event(**details: object) -> dict[str, object]:
    return {"id": 1, "created_at": "2025-11-22T12:00:00.250Z", "entity_type": "Gitlab::Audit::InstanceScope",
            "details": {"author_name": "Dana Admin", "target_type": "ApplicationSetting", **details}}  # fmt: skip


async def test_changes_of_settings_are_told_with_both_values_and_nothing_else_is() -> None:
    events = [
        event(change="silent_mode_enabled", **{"from": False, "to": True}),
        event(change="jira_connect_proxy_url", **{"from": None, "to": "https://gitlab.com"}),
        event(change="visibility", target_type="Project"),
        event(custom_message="Signed in"),
    ]
    given, line = await asked_with("setting_changes", (AT,), events)
    assert given == [
        SettingChange(AT, "Dana Admin", "silent_mode_enabled", "false", "true"),
        SettingChange(AT, "Dana Admin", "jira_connect_proxy_url", "", "https://gitlab.com"),
    ]
    assert line == ("GET /api/v4/audit_events?created_after=2025-11-22T12%3A00%3A00.250Z&per_page=100 HTTP/1.1")


async def test_below_premium_it_is_refused() -> None:
    async with fault_server(answer(403, {"message": "403 Forbidden"})) as server, kit(server.url) as one:
        with pytest.raises(Refused):
            await one.gitlab.setting_changes(AT)
