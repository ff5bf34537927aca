"""Shows a topic of our own help. Nothing is fetched, and no link opens by itself."""

from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QTextBrowser

from wizard.ui.help_book import Topic
from wizard.ui.i18n import tr
from wizard.ui.naming import name


class HelpView(QTextBrowser):
    """Says `followed` with the address of a link that somebody pressed."""

    followed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setTabChangesFocus(True)
        self.anchorClicked.connect(lambda link: self.followed.emit(link.toString()))
        name(self, "help.text", tr("Help text"))

    def loadResource(self, kind: int, place: QUrl | str) -> Any:  # noqa: ANN401, N802 (Qt's own signature and name)
        """Load nothing: a topic is text and only text."""
        return None

    def show_topic(self, shown: Topic) -> None:
        """Show a topic from its beginning."""
        self.document().setDefaultFont(self.font())
        self.setMarkdown(shown.markdown)
        self.setAccessibleName(tr("Help: {title}", title=shown.title))
        self.verticalScrollBar().setValue(0)
