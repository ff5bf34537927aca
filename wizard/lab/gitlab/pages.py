"""The frame of GitLab's HTML pages, and its error pages."""

from html import escape
from typing import Final

from starlette.responses import HTMLResponse

_STYLE: Final = (
    "body{font:14px/1.5 system-ui,sans-serif;max-width:42rem;margin:3rem auto;color:#303030}"
    "input,select,button{font:inherit;padding:.4rem;margin:.2rem 0}button{background:#1f75cb;color:#fff;border:0}"
    ".flash{background:#fcf1ef;padding:.5rem}"
)
_TITLES: Final = {
    403: ("Access Denied", "You do not have permission to view this page."),
    404: ("Page Not Found", "The page could not be found or you don't have permission to view it."),
    422: ("The change you requested was rejected", "Your sign-in form is out of date. Go back and try again."),
    500: ("Something went wrong on our end", "Please try again later."),
}


def page(title: str, body: str, status: int = 200, headers: dict[str, str] | None = None) -> HTMLResponse:
    """Return a page; `body` is markup, its texts are escaped by the caller."""
    html = (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)} · GitLab</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>{escape(title)}</h1>\n{body}\n</body></html>\n"
    )
    return HTMLResponse(html, status, headers)


def error_page(status: int) -> HTMLResponse:
    """Return GitLab's own page for this status."""
    title, text = _TITLES.get(status, (f"{status}", "The request could not be answered."))
    return page(f"{status}: {title}", f"<p>{escape(text)}</p>", status)


def hidden(fields: dict[str, str]) -> str:
    """Return hidden inputs."""
    return "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in fields.items()
    )
