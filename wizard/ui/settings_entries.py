"""The settings as the page shows them: title, why, what can be chosen, and when it takes effect."""

from collections.abc import Mapping
from dataclasses import dataclass

from wizard.domain.text import T, Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting. `values` are what it can be with the words for them; empty for a text that is typed."""

    field: str
    title: Text
    why: Text
    values: Mapping[object, Text]
    later: bool = False
    """Whether it takes effect with the next start only."""
    example: str = ""
    """What a text that is typed may look like."""


def _times(*seconds: int) -> dict[object, Text]:
    return {one: T("{seconds} s", seconds=one) for one in seconds}


LOOK = (
    Entry(
        "language", T("Language"), T("The language of the window. What servers say is never translated."),
        {"system": T("As the desktop"), "en": T("English"), "de": T("German")},
    ),
    Entry(
        "theme", T("Colours"), T("High contrast draws every border and text at seven to one or more."),
        {
            "system": T("As the desktop"), "light": T("Light"), "dark": T("Dark"),
            "contrast-light": T("High contrast, light"), "contrast-dark": T("High contrast, dark"),
        },
    ),
    Entry(
        "text_percent", T("Text size"), T("Everything grows with the text; pages scroll where they need more room."),
        {size: T("{size} %", size=size) for size in (100, 110, 125, 150, 175, 200)},
    ),
    Entry(
        "motion", T("Motion"), T("With less motion nothing turns while the window waits; the words stay."),
        {"system": T("As the desktop"), "full": T("Turning icons"), "less": T("Less motion")},
    ),
    Entry(
        "goes_on", T("When all is well"),
        T("After a sign-in, the changes and the tasks. What is to be read, a warning too, is always shown first."),
        {True: T("Go on by itself"), False: T("Stay on the page")},
    ),
)  # fmt: skip
NETWORK = (
    Entry(
        "proxy", T("Proxy"), T("How GitLab and Jira are reached from this computer."),
        {"system": T("As the system says"), "manual": T("The address below"), "none": T("None")},
    ),
    Entry(
        "proxy_url", T("Address of the proxy"), T("Without a user name: nothing secret is kept in settings."), {},
        example="http://proxy:3128",
    ),
    Entry(
        "connect_s", T("Wait for a connection"), T("Slow network: give VPNs and far hosts more time."),
        _times(5, 10, 20, 30, 60), later=True,
    ),
    Entry(
        "read_s", T("Wait for an answer"), T("Slow network: one question, without its repeats."),
        _times(15, 30, 60, 120), later=True,
    ),
    Entry(
        "check_s", T("Wait in all"), T("Slow network: one question with its repeats, or one change."),
        _times(30, 60, 120, 300), later=True,
    ),
)  # fmt: skip
RECORDS = (
    Entry(
        "keeping", T("Keep tokens"), T("What the sign-in pages offer first. Never in a file."),
        {"keyring": T("In the keyring"), "session": T("In memory, for this session")},
    ),
    Entry(
        "clipboard_s", T("Wipe the clipboard"), T("After a token was pasted from it and used; nothing else is wiped."),
        {10: T("After 10 s"), 30: T("After 30 s"), 60: T("After 60 s"), 0: T("Never")},
    ),
    Entry(
        "recording", T("Record requests"),
        T("Each request and answer, without secrets, in the folder of recordings: for the report and for support."),
        {True: T("In files"), False: T("In memory only")}, later=True,
    ),
    Entry(
        "log_level", T("Log"), T("How much the program writes into its log file."),
        {
            "debug": T("Everything"), "info": T("What happens"), "warning": T("Warnings and errors"),
            "error": T("Errors only"),
        },
        later=True,
    ),
)  # fmt: skip
MONITOR = (
    Entry(
        "poll_s", T("Look every"), T("How often the monitor looks at a connection that is watched."),
        {30: T("30 s"), 60: T("1 min"), 120: T("2 min"), 300: T("5 min"), 900: T("15 min"), 3600: T("1 h")}, later=True,
    ),
    Entry(
        "watch_again", T("Watch again"),
        T("Connections that are watched when the window is closed, at the next start; tokens come from the keyring."),
        {True: T("Yes"), False: T("No")},
    ),
    Entry(
        "notify", T("Tell the desktop of alarms"),
        T("In the notification area, where the desktop has one; the window shows alarms in any case."),
        {True: T("Yes"), False: T("No")},
    ),
    Entry(
        "quiet_hours", T("Quiet hours"), T("In these hours alarms are shown, but nobody is told."),
        {
            "none": T("None"), "18-8": T("18:00 to 8:00"), "20-7": T("20:00 to 7:00"), "22-6": T("22:00 to 6:00"),
        },
    ),
    Entry(
        "maintenance", T("Maintenance"),
        T("Windows of the week in which no alarm is raised, in this computer's time, with commas between them."), {},
        example="Sun 02:00-04:00, daily 23:30-24:00",
    ),
    Entry(
        "history_days", T("Keep the history for"), T("What the monitor saw: its charts, events and alarms."),
        {7: T("7 days"), 30: T("30 days"), 90: T("90 days"), 365: T("1 year"), 730: T("2 years")}, later=True,
    ),
    Entry(
        "history_mb", T("Size of the history"), T("Where it grows beyond that, the oldest part goes first."),
        {size: T("{size} MB", size=size) for size in (64, 256, 1024, 4096)}, later=True,
    ),
)  # fmt: skip
SECTIONS: tuple[tuple[Text, tuple[Entry, ...]], ...] = (
    (T("Look and language"), LOOK),
    (T("Network"), NETWORK),
    (T("Tokens and records"), RECORDS),
    (T("Monitor"), MONITOR),
)
ENTRIES = tuple(entry for _title, entries in SECTIONS for entry in entries)
