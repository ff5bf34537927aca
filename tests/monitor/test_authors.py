"""Who changed a setting: asked once, by the newest event that fits, and said also where nobody can tell."""

from wizard.domain.errors import PortError, Refused, Unreachable
from wizard.domain.gitlab_audit import SettingChange
from wizard.monitor import authors
from wizard.monitor.authors import Author

NAME = "jira_connect_proxy_url"
EVA = SettingChange(2000.0, "Eva", NAME, "", "https://gitlab.com")


class Asked:
    def __init__(self, *changes: SettingChange, error: PortError | None = None) -> None:
        self.changes, self.error, self.times = changes, error, 0

    async def __call__(self, since: float) -> list[SettingChange]:
        self.times += 1
        if self.error is not None:
            raise self.error
        return [one for one in self.changes if one.at >= since]


async def test_the_newest_event_with_the_value_of_now_names_the_author_and_is_asked_once():
    older = SettingChange(1000.0, "Dana", NAME, "", "https://gitlab.com")
    asked = Asked(SettingChange(3000.0, "Max", "admin_mode", "false", "true"), EVA, older)
    known = await authors.of({NAME: "https://gitlab.com"}, {}, asked, 0.0)
    again = await authors.of({NAME: "https://gitlab.com"}, known, asked, 0.0)
    assert (again, asked.times) == ({NAME: Author("https://gitlab.com", "Eva", 2000.0)}, 1)


async def test_another_value_is_asked_for_anew_and_a_setting_that_is_settled_is_forgotten():
    known = {NAME: Author("https://gitlab.com", "Eva", 2000.0)}
    asked = Asked(SettingChange(3000.0, "Max", NAME, "https://gitlab.com", ""))
    assert (await authors.of({NAME: ""}, known, asked, 0.0))[NAME].who == "Max"
    assert await authors.of({}, known, asked, 0.0) == {}


async def test_where_the_edition_keeps_no_events_that_is_said_and_not_asked_again():
    asked = Asked(error=Refused("http-403", {}))
    known = await authors.of({NAME: ""}, {}, asked, 0.0)
    assert (await authors.of({NAME: ""}, known, asked, 0.0))[NAME].why == authors.UNREADABLE
    assert asked.times == 1


async def test_an_event_that_is_not_written_yet_is_looked_for_three_times():
    asked, known = Asked(), {}
    for _ in range(5):
        known = await authors.of({NAME: ""}, known, asked, 0.0)
    assert (known[NAME].why, asked.times) == (authors.NOT_NOTED, 3)


async def test_a_side_that_is_away_decides_nothing():
    away = Asked(error=Unreachable("network-timeout", {}))
    assert await authors.of({NAME: ""}, {}, away, 0.0) == {}
