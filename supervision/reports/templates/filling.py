"""How a template is filled: values are text, whatever they look like, and a template can do nothing but name them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from supervision.reports.cells import readable

BODY = "\u2063body\u2063"
"""What stands in the filled template where the blocks of a document are to be written."""


def environment() -> SandboxedEnvironment:
    """No globals, no filters, no tests, no attributes: only names of fields and whether they are empty."""
    found = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    found.globals.clear()
    found.filters.clear()
    found.tests.clear()
    return found


def fill(template: bytes, fields: Mapping[str, str]) -> bytes:
    """The template with its fields filled in; expects one that passed the check."""
    word: Any = DocxTemplate(io.BytesIO(template))
    told = {name: readable(value).replace("\r\n", "\n").replace("\t", " ") for name, value in fields.items()}
    word.render({**told, "body": BODY}, environment())
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()
