"""What the public version (公开版) of a document leaves out. Who made the document decides what is `Private` in it.

Masked are: texts and cells marked `Private`; the names in `Document.people` wherever they stand (张三 → 张某);
telephone and identity numbers in any text; in forms the fields that name people or tell what somebody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from supervision.i18n import Words
from supervision.reports.document import Document, Private
from supervision.reports.form_texts import PERSONAL, form_blocks
from supervision.reports.templates.kinds import FORMS

_NUMBERS = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)")
_COMPOUND = ("欧阳", "司马", "诸葛", "上官", "夏侯", "皇甫", "尉迟", "东方", "慕容", "令狐")
_FREE = frozenset({"facts", "measures", "reason"})
Masking = Callable[[str], str]


def public(document: Document, words: Words) -> Document:
    """The document as everybody may read it; its mark says so."""
    mask = _masking(document.people, words)
    title = mask(document.title)
    if document.kind in FORMS:
        told = {name: _field(name, value, mask, words) for name, value in document.fields}
        blocks = tuple(form_blocks(document.kind, told, words))
        return replace(document, title=title, blocks=blocks, fields=tuple(told.items()), people=())
    blocks = tuple(_masked(block, mask, words) for block in document.blocks)
    figures = tuple(replace(each, said=mask(each.said)) for each in document.figures)
    return replace(document, title=title, blocks=blocks, figures=figures, people=())


def public_name(path: Path, words: Words) -> Path:
    """`通报.docx` → `通报-公开版.docx`."""
    return path.with_name(f"{path.stem}-{words('papers.public')}{path.suffix}")


def masked_name(name: str) -> str:
    """The surname stays, the rest is 某: 张三 → 张某, 张三丰 → 张某某; a name in letters keeps its first."""
    if not name:
        return name
    surname = name[:2] if name[:2] in _COMPOUND and len(name) > 2 else name[:1]
    other = "*" if name.isascii() else "某"
    return surname + other * max(1, len(name) - len(surname))


def _masking(people: tuple[str, ...], words: Words) -> Masking:
    """Longer names first, so that one that begins another does not spoil it."""
    names = sorted({name for name in people if len(name) > 1}, key=lambda name: (-len(name), name))
    found = re.compile("|".join(map(re.escape, names))) if names else None

    def mask(text: str) -> str:
        plain = _NUMBERS.sub(words("papers.masked"), text)
        return found.sub(lambda match: masked_name(match.group()), plain) if found is not None else plain

    return mask


def _field(name: str, value: str, mask: Masking, words: Words) -> str:
    if name not in PERSONAL or not value:
        return mask(value)
    return words("papers.masked-facts" if name in _FREE else "papers.masked")


def _masked(value: Any, mask: Masking, words: Words) -> Any:
    """The same block, its texts masked, whatever block it is."""
    if isinstance(value, Private):
        return words("papers.masked")
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, tuple):
        return tuple(_masked(each, mask, words) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: _masked(getattr(value, each.name), mask, words) for each in fields(value)}
        return replace(value, **changed)
    return value
