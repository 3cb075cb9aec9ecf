"""A small page for those whom no page of the house serves: a form, or one sentence."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from jinja2 import Environment, FileSystemLoader
from starlette.responses import Response

from mirror import store

STYLE = (store.TEMPLATES / "door.css").read_text(encoding="utf-8")
SCRIPT = (store.TEMPLATES / "door.js").read_text(encoding="utf-8")
PAGES = Environment(
    loader=FileSystemLoader(store.TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_hash(STYLE)}';"
        f" script-src 'sha256-{_hash(SCRIPT)}'; connect-src 'self'; img-src data:;"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: with that, browsers hide from us that a form is our own.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    # A phone that waits keeps no connection from another.
    "Connection": "close",
}


def page(name: str, status: int = 200, **values: Any) -> Response:
    """A page made of a template, whose `title` is its heading."""
    filled = {"now": None, "told": "", "style": STYLE, "script": SCRIPT} | values
    html = PAGES.get_template(f"{name}.html").render(filled)
    return Response(html, status, HEADERS, "text/html")


def word(status: int, told: str) -> Response:
    """A page that says one sentence."""
    return page("door_word", status, title=told)
