"""Word templates: the shipped ones are what the script makes, an office's own is used only if it passes the check."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from supervision.domain.errors import BadInput, Broken
from supervision.i18n import LANGUAGES, Words
from supervision.reports.document import Column, Document, Figure, Paragraph, Table
from supervision.reports.docx_xml import text_of
from supervision.reports.form_texts import form_blocks
from supervision.reports.proofreading import proofread
from supervision.reports.templates.building import build
from supervision.reports.templates.checking import faults
from supervision.reports.templates.kinds import FORMS, KINDS, needed_fields
from supervision.reports.templates.places import SHIPPED, file_name, shipped
from supervision.reports.writing import render

MOMENT = datetime(2026, 7, 6, 17)
HOSTILE = "{{ 7*7 }} {% for x in y %} <w:p>&amp; ]]> {{ mark.__class__ }} \x07\u202e"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_templates_are_what_the_script_makes_and_pass_the_check(kind: str, lang: str) -> None:
    data = (SHIPPED / file_name(kind, lang)).read_bytes()
    assert data == build(kind, lang), "run python -m supervision.reports.templates"
    assert faults(data, kind) == []


def filled(kind: str, value: str = "甲", lang: str = "zh") -> Document:
    fields = dict.fromkeys(FORMS[kind], value)
    blocks = tuple(form_blocks(kind, fields, Words(lang)))
    return Document("题", blocks, MOMENT, kind=kind, fields=tuple(fields.items()))


def changed(data: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """The file with one part rewritten."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == part else content)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", FORMS)
def test_what_looks_like_a_template_in_a_value_comes_out_as_text(kind: str) -> None:
    body = docx.Document(io.BytesIO(render(filled(kind, HOSTILE), ".docx", "zh"))).element.body
    said = "\n".join(text_of(each) for each in body.iter(qn("w:p")))
    assert said.count("{{ 7*7 }} {% for x in y %} <w:p>&amp; ]]> {{ mark.__class__ }}") >= len(needed_fields(kind)) - 2
    assert "49" not in said
    runs = list(body.iter(qn("w:r")))
    assert all(run.find(qn("w:rPr")).find(qn("w:rFonts")).get(qn("w:eastAsia")) for run in runs)


def test_the_official_page_stands_in_the_xml_of_every_paper() -> None:
    file = docx.Document(io.BytesIO(render(filled("rectification_notice"), ".docx", "zh")))
    section = file.sections[0]
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [each.twips for each in margins] == [2098, 1474, 1984, 1587]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert [grid.get(qn(f"w:{name}")) for name in ("type", "linePitch", "charSpace")] == [
        "linesAndChars",
        "579",
        "-848",
    ]
    title = file.paragraphs[0].runs[0]._r.find(qn("w:rPr"))
    assert title.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "方正小标宋简体"
    assert title.find(qn("w:sz")).get(qn("w:val")) == "44"
    pitches = {each.get(qn("w:line")) for each in file.element.body.iter(qn("w:spacing"))}
    assert "579" in pitches
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text.replace("PAGE", "") == "—  —"
        assert paragraph._p.find(f"{qn('w:pPr')}/{qn('w:jc')}").get(qn("w:val")) == side
        assert {run.font.size.pt for run in paragraph.runs} == {14}
        assert paragraph._p.find(f".//{qn('w:instrText')}").text == "PAGE"


FAULTS = {
    "unknown-field": lambda xml: xml.replace("{{ due }}", "{{ due }}{{ secret }}", 1),
    "missing-field": lambda xml: xml.replace("{{ owner }}", ""),
    "syntax": lambda xml: xml.replace("{{ owner }}", "{{ owner }", 1),
    "not-a-field": lambda xml: xml.replace("{{ owner }}", "{{ owner.__class__ }}", 1),
    "word-field": lambda xml: xml.replace(
        "<w:body>", '<w:body><w:p><w:r><w:instrText>INCLUDETEXT "c:/x"</w:instrText></w:r></w:p>'
    ),
    "doctype": lambda xml: xml.replace("<w:document", "<!DOCTYPE x><w:document", 1),
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_is_named_with_its_place_and_the_template_is_not_used(code: str, tmp_path: Path) -> None:
    data = changed(shipped("rectification_notice", "zh"), FAULTS[code])
    found = faults(data, "rectification_notice")
    assert code in {each.code for each in found}
    assert code == "missing-field" or found[0].part == "word/document.xml"
    (tmp_path / file_name("rectification_notice", "zh")).write_bytes(data)
    with pytest.raises(BadInput, match="template-faulty"):
        render(filled("rectification_notice"), ".docx", "zh", tmp_path)


def test_links_to_elsewhere_and_macros_are_refused() -> None:
    link = '<Relationship Id="x9" Type="http://x/image" Target="https://example.org/a.png" TargetMode="External"/>'
    data = changed(
        shipped("plain", "zh"), lambda xml: xml.replace("</Relationships>", f"{link}</Relationships>"), RELATIONS
    )
    assert [each.code for each in faults(data, "plain")] == ["external-link"]
    buffer = io.BytesIO(shipped("plain", "zh"))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    assert [each.code for each in faults(buffer.getvalue(), "plain")] == ["active-content"]
    assert [each.code for each in faults(b"no zip", "plain")] == ["no-word-file"]


RELATIONS = "word/_rels/document.xml.rels"


def test_an_office_s_own_wording_and_styles_are_used(tmp_path: Path) -> None:
    own = changed(
        shipped("plain", "zh"), lambda xml: xml.replace('w:eastAsia="仿宋"', 'w:eastAsia="华文中宋"'), "word/styles.xml"
    )
    (tmp_path / "plain.zh.docx").write_bytes(own)
    data = render(Document("题", (Paragraph("正文"),), MOMENT), ".docx", "zh", tmp_path)
    assert docx.Document(io.BytesIO(data)).paragraphs[0].runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "华文中宋"


def test_a_template_that_drops_a_value_is_found_out_before_issue(tmp_path: Path) -> None:
    hiding = changed(
        shipped("rectification_notice", "zh"),
        lambda xml: xml.replace("{{ facts }}", "{% if not number %}{{ facts }}{% endif %}"),
    )
    (tmp_path / file_name("rectification_notice", "zh")).write_bytes(hiding)
    told = dict.fromkeys(FORMS["rectification_notice"], "甲") | {"facts": "欠缴党费8人"}
    blocks = tuple(form_blocks("rectification_notice", told, Words("zh")))
    document = Document("题", blocks, MOMENT, kind="rectification_notice", fields=tuple(told.items()))
    with pytest.raises(Broken, match="document-contradicts"):
        render(document, ".docx", "zh", tmp_path)


def counted(said: str, value: int = 2, rows: int = 2) -> Document:
    table = Table(
        (Column("编号", 30), Column("扣分", 20, "number")), tuple((f"W{n}", n) for n in range(rows)), name="list"
    )
    figure = Figure("found", value, str(value), said, table="list")
    return Document("题", (Paragraph(f"本月{said}。"), table), MOMENT, figures=(figure,))


def test_prose_and_annex_are_compared_and_a_contradiction_is_not_issued() -> None:
    assert render(counted("发现问题2个"), ".docx", "zh")
    for wrong in (counted("发现问题3个", value=3), counted("发现问题2个", rows=3), counted("发现问题7个")):
        with pytest.raises(Broken, match="document-contradicts"):
            render(wrong, ".docx", "zh")


@pytest.mark.parametrize("change", [("本月发现问题2个", "本月发现问题5个"), (">W1<", ">W9<")])
def test_a_file_that_was_altered_is_found_out(change: tuple[str, str]) -> None:
    document = counted("发现问题2个")
    data = changed(render(document, ".docx", "zh"), lambda xml: xml.replace(*change))
    with pytest.raises(Broken, match="document-contradicts"):
        proofread(document, data, "zh")
