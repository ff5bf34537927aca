"""What is to be known of GitLab's log files: that one cannot be read, and in which words Jira refused."""

from collections import Counter
from collections.abc import Iterable, Mapping

from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab_logs import LogFile, LogTrouble
from wizard.domain.text import T, Text
from wizard.monitor.log_watch import LogWatch
from wizard.monitor.values import Missing

_MOST_WORDS = 2
_WITHOUT: Mapping[LogFile, Text] = {
    LogFile.INTEGRATIONS: T("what Jira said of a thing that it refused"),
    LogFile.SIDEKIQ: T("how long jobs for Jira wait, where the metrics of GitLab tell nothing"),
}


def words_of(items: Iterable[Missing]) -> str:
    """Return in which words Jira refused these, the most frequent first; empty where no log told."""
    told = Counter(one.said for one in items if one.said)
    return "; ".join(f'"{words}"' for words, _ in told.most_common(_MOST_WORDS))


def of_logs(logs: LogWatch) -> Iterable[Finding]:
    """Return which log files cannot be read though the answers name a folder."""
    for file, error in logs.unreadable.items():
        facts = {"path": error.path, "trouble": error.trouble.value, "subject": file.value}
        yield Finding(
            "flow-log-unreadable",
            Severity.ADVICE,
            T("A log of GitLab cannot be read: {path}", **facts),
            T("{why} Without it nobody tells {what}; all else is watched as ever.", why=_why(error.trouble, facts),
              what=_WITHOUT[file]),
            T(
                "Set log_folder in [monitor] of the answers to the folder in which integrations_json.log lies (in a "
                "Linux package /var/log/gitlab/gitlab-rails), and give who runs the monitor the right to read it. "
                "Without a folder on this computer remove log_folder."
            ),
            "GitLab docs: Log system",
            facts,
            seen_from=SeenFrom.DESKTOP,
        )  # fmt: skip


def _why(trouble: LogTrouble, facts: Mapping[str, str]) -> Text:
    match trouble:
        case LogTrouble.NO_FOLDER:
            return T("There is no folder {path} on this computer.", **facts)
        case LogTrouble.MISSING:
            return T("There is no such file.")
        case LogTrouble.DENIED:
            return T("Who runs the monitor may not read it.")
        case LogTrouble.NO_FILE:
            return T("It is no file.")
        case LogTrouble.SLOW:
            return T("The disk, or the network that it lies on, did not answer in time.")
        case LogTrouble.BROKEN:
            return T("The disk, or the network that it lies on, refused.")
