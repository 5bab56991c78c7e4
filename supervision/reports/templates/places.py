"""Which template a document is written with: the office's own where it has one that passes the check, else ours."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from supervision.domain.errors import BadInput
from supervision.reports.templates.checking import faults
from supervision.reports.templates.kinds import FORMS, KINDS

SHIPPED = Path(__file__).with_name("files")


def file_name(kind: str, lang: str) -> str:
    return f"{kind}.{lang}.docx"


def own_file(kind: str, lang: str, folder: Path | None) -> Path | None:
    """The office's own template of that kind; that of plain documents serves all that are no forms."""
    for name in (kind,) if kind in FORMS else (kind, "plain"):
        if folder is not None and (folder / file_name(name, lang)).is_file():
            return folder / file_name(name, lang)
    return None


def template_of(kind: str, lang: str, folder: Path | None) -> bytes:
    """Raises BadInput with the first fault and its place where the office's template does not pass."""
    own = own_file(kind, lang, folder)
    if own is None:
        return shipped(kind if kind in KINDS else "plain", lang)
    data = own.read_bytes()
    found = _faults(data, kind if kind in KINDS else "plain")
    if found:
        raise BadInput("template-faulty", file=own.name, count=len(found), first=found[0])
    return data


@lru_cache(maxsize=32)
def shipped(kind: str, lang: str) -> bytes:
    return (SHIPPED / file_name(kind, lang)).read_bytes()


@lru_cache(maxsize=32)
def _faults(data: bytes, kind: str) -> tuple[str, ...]:
    return tuple(str(each) for each in faults(data, kind))
