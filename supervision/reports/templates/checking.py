"""What is wrong with a template before it is used: fields, syntax, and whatever could reach out of the file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from supervision.reports.templates.filling import environment
from supervision.reports.templates.kinds import known_fields, needed_fields

LARGEST = 20_000_000
"""Bytes of all parts together, unpacked."""
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not, nodes.And, nodes.Or),
    *(nodes.Compare, nodes.Operand, nodes.Const),
)
_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REFUSED_PARTS = re.compile(r"vbaProject|activeX|embeddings/|afchunk", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: its code, what was found, and where (part of the file, paragraph)."""

    code: str
    what: str
    part: str = ""
    paragraph: int = 0

    def __str__(self) -> str:
        place = f" ({self.part}{f' ¶{self.paragraph}' if self.paragraph else ''})" if self.part else ""
        return f"{self.code} {self.what}{place}"


def faults(data: bytes, kind: str) -> list[Fault]:
    """Everything that is wrong with a template of this kind; none means that it may be used."""
    dangers = list(_dangers(data))
    return dangers or list(_field_faults(data, kind))


def _dangers(data: bytes) -> Iterator[Fault]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.namelist()
        if sum(each.file_size for each in archive.infolist()) > LARGEST:
            yield Fault("too-large", str(LARGEST))
            return
        if "word/document.xml" not in names:
            yield Fault("no-word-file", "word/document.xml")
            return
        for name in names:
            if _REFUSED_PARTS.search(name):
                yield Fault("active-content", name, name)
            elif name.endswith((".xml", ".rels")):
                yield from _dangers_of_part(name, archive.read(name))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        yield Fault("no-word-file", str(error))


def _dangers_of_part(name: str, content: bytes) -> Iterator[Fault]:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        yield Fault("doctype", "DOCTYPE", name)
        return
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        yield Fault("broken-xml", str(error), name)
        return
    for each in root.iter():
        if each.get("TargetMode") == "External":
            yield Fault("external-link", each.get("Target", ""), name)
        if each.tag == f"{_W}altChunk":
            yield Fault("active-content", "altChunk", name)
    yield from _fields_of_word(name, root)


def _fields_of_word(name: str, root: Any) -> Iterator[Fault]:
    """Word's own fields can read files and addresses: only those of page numbers are let through.

    A field's instruction may be cut into several runs, so a paragraph's pieces are put together first.
    """
    for place, each in enumerate(root.iter(f"{_W}p"), start=1):
        found = "".join(piece.text or "" for piece in each.iter(f"{_W}instrText")).split()
        found += [part for simple in each.iter(f"{_W}fldSimple") for part in simple.get(f"{_W}instr", "").split()]
        refused = [word for word in found if word.upper() not in _FIELDS and not _SWITCH.match(word)]
        if refused:
            yield Fault("word-field", refused[0], name, place)


_SWITCH = re.compile(r"^(\\\*|MERGEFORMAT|Arabic|\\\*MERGEFORMAT)$", re.IGNORECASE)


def _field_faults(data: bytes, kind: str) -> Iterator[Fault]:
    used: set[str] = set()
    broken = False
    for part, xml in _texts(data):
        try:
            tree = environment().parse(xml)
        except TemplateSyntaxError as error:
            broken = True
            yield Fault("syntax", error.message or "", part, max(0, error.lineno - 1))
            continue
        for node in _every(tree):
            if not isinstance(node, _ALLOWED):
                yield Fault("not-a-field", type(node).__name__, part, node.lineno - 1)
            elif isinstance(node, nodes.Name):
                used.add(node.name)
                if node.name not in known_fields(kind):
                    yield Fault("unknown-field", node.name, part, node.lineno - 1)
    if not broken:
        yield from (Fault("missing-field", name) for name in sorted(needed_fields(kind) - used))


def _every(tree: nodes.Node) -> Iterator[nodes.Node]:
    yield tree
    for child in tree.iter_child_nodes():
        yield from _every(child)


def _texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Body, headers and footers as the filling will see them; a line for each paragraph."""
    word: Any = DocxTemplate(io.BytesIO(data))
    word.init_docx()
    pieces = [("word/document.xml", word.get_xml())]
    for relation in word.docx._part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            pieces.append((str(relation.target_part.partname)[1:], word.get_part_xml(relation.target_part)))
    for part, xml in pieces:
        yield part, re.sub(r"<w:p([ >])", r"\n<w:p\1", word.patch_xml(xml))
