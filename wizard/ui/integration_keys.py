"""Other issue keys than Jira's usual ones: prefix and pattern, tried on a text while one types."""

from PySide6.QtCore import QTimer

from wizard.connect.integration_pattern import DEFAULT, LONGEST_SAMPLE, Look, look
from wizard.connect.key_trial import KeySettings, Kind
from wizard.connect.key_workshop import try_text
from wizard.domain.answers import Answers
from wizard.domain.findings import Severity
from wizard.ui.announce import announce
from wizard.ui.i18n import show, tr
from wizard.ui.integration_part import FieldLine, Part
from wizard.ui.result_line import ResultLine
from wizard.ui.timings import TYPING_PAUSE

_SHOWN = 6


class KeysPart(Part):
    """Says what GitLab would find, and why it would find nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._project_keys: tuple[str, ...] = ()
        self.prefix = FieldLine("integration.prefix", tr("Prefix before issue keys"), placeholder="JIRA#")
        self.regex = FieldLine(
            "integration.regex",
            tr("Pattern of issue keys"),
            tr("As RE2 reads it: no look-around, no back references. Empty: {usual}", usual=DEFAULT),
            DEFAULT,
        )
        self.sample = FieldLine("integration.sample", tr("Try it on a text"))
        self.sample.edit.setMaxLength(LONGEST_SAMPLE)
        self.found = ResultLine("integration.sample-found")
        for part in (self.prefix, self.regex, self.sample, self.found):
            self.whole.addWidget(part)
        self._pause = QTimer(self, interval=TYPING_PAUSE, singleShot=True)
        self._pause.timeout.connect(self.try_it)
        for field in (self.prefix, self.regex, self.sample):
            field.edit.textEdited.connect(lambda _text: self._pause.start())
        self.on_left(self.prefix, lambda: self.tell(integration_issue_prefix=self.prefix.text()))
        self.on_left(self.regex, lambda: self.tell(integration_issue_regex=self.regex.text()))

    def load(self, answers: Answers) -> None:
        wanted = answers.integration
        self._project_keys = wanted.project_keys
        self.prefix.show_text(wanted.issue_prefix)
        self.regex.show_text(wanted.issue_regex)
        if not self.sample.text():
            issue = answers.proof.issue or "PLAT-1"
            self.sample.show_text(tr("Fix the login, see {issue}", issue=issue))
        self.try_it()

    def try_it(self) -> None:
        """Say what GitLab would find in the text."""
        self._pause.stop()
        seen = look(self.sample.text(), self.prefix.text(), self.regex.text(), self._project_keys)
        tone, said = self._told(seen)
        before = self.found.text.text()
        self.found.say(tone, said)
        if said != before and self.found.isVisible():
            announce(self.found, said)

    def _told(self, seen: Look) -> tuple[str, str]:
        if seen.problem is not None:
            return "error", tr("GitLab cannot use it, or it cannot be tried. {why}", why=show(seen.problem))
        keys = [one.key for one in seen.found if not one.ignored]
        if keys:
            return "ok", tr("GitLab would find {keys}.", keys=", ".join(keys[:_SHOWN]))
        if seen.found:
            ignored = ", ".join(one.key for one in seen.found[:_SHOWN])
            return "warn", tr(
                "GitLab would find {keys} and ignore it: only {projects} are shown.",
                keys=ignored,
                projects=", ".join(self._project_keys),
            )
        return "warn", self._why_nothing()

    def _why_nothing(self) -> str:
        """Return why GitLab finds nothing, the likeliest reason first."""
        settings = KeySettings(self.prefix.text(), self.regex.text(), self._project_keys)
        tried = try_text(self.sample.text(), settings, Kind.MESSAGE)
        why = next((one for one in tried.reasons if one.severity is Severity.BLOCKER), None)
        if why is None:
            return tr("GitLab would find nothing in this text.")
        return tr("GitLab would find nothing. {why} {fix}", why=show(why.reason), fix=show(why.fix))

    def summary(self, answers: Answers) -> str:
        """Return what is set, in a few words."""
        wanted = answers.integration
        if not (wanted.issue_prefix or wanted.issue_regex):
            return tr("As Jira makes them, such as PLAT-1")
        return tr("Found by {pattern}", pattern=f"{wanted.issue_prefix}{wanted.issue_regex or DEFAULT}")
