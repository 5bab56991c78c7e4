"""The pages around the terminal as HTML: values are put in by the template engine, which escapes each of them."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

from aiohttp import hdrs, web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from supervision.i18n import LANGUAGES, Words

_FOLDER = Path(__file__).with_name("pages")
_TEMPLATES = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def page(name: str, words: Words, status: HTTPStatus = HTTPStatus.OK, **values: object) -> web.Response:
    """The page of that name in one language."""
    other = next(lang for lang in LANGUAGES if lang != words.lang)
    text = _TEMPLATES.get_template(f"{name}.html").render(words=words, other=other, **values)
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")


def words_of(request: web.Request, given: object, otherwise: str) -> Words:
    """The language that the request names, else the first of ours that its browser reads, else the server's."""
    asked = str(given or request.query.get("lang", ""))
    if asked in LANGUAGES:
        return Words(asked)
    read = (each.strip()[:2].lower() for each in request.headers.get(hdrs.ACCEPT_LANGUAGE, "")[:200].split(","))
    return Words(next((lang for lang in read if lang in LANGUAGES), otherwise))
