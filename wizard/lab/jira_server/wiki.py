"""Wiki text as HTML, as far as GitLab writes it: links, quotes, bold words, code and lines."""

import re
from html import escape

_LINK = re.compile(r"\[([^|\]]+)\|([^\]\s]+)\]")
_BOLD = re.compile(r"(?<!\w)\*(\S(?:[^*\n]*\S)?)\*(?!\w)")
_CODE = re.compile(r"\{\{(.+?)\}\}")
_QUOTE = re.compile(r"\{quote\}(.*?)\{quote\}", re.DOTALL)
_SCHEMES = ("http://", "https://", "mailto:")


def rendered(text: str) -> str:
    """Return what `renderedFields` shows of a text."""
    html = escape(text, quote=True)
    html = _QUOTE.sub(lambda found: f"<blockquote>{found[1]}</blockquote>", html)
    html = _CODE.sub(lambda found: f"<tt>{found[1]}</tt>", html)
    html = _BOLD.sub(lambda found: f"<b>{found[1]}</b>", html)
    html = _LINK.sub(_link, html)
    parts = re.split(r"\n{2,}", html.replace("\r\n", "\n").strip())
    return "\n".join(f"<p>{part}</p>".replace("\n", "<br/>\n") for part in parts if part)


def _link(found: re.Match[str]) -> str:
    """Return the link where its address is one of the web, else the text as it was."""
    if not found[2].startswith(_SCHEMES):
        return found[0]
    return f'<a href="{found[2]}" class="external-link" rel="nofollow">{found[1]}</a>'
