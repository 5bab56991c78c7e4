"""What the bulletin says must be what the month came to."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.errors import Broken, NotThisMonth
from supervision.i18n import LANGUAGES, Words
from supervision.queries.line_sources import all_lines
from supervision.queries.lookbacks import lookbacks_drawn
from supervision.queries.months import month_line
from supervision.reports.bulletin import bulletin, public_bulletin
from supervision.reports.document import Annex, Block, Document, Heading, Letterhead, Note, Paragraph, Table
from supervision.reports.writing import render
from supervision.services.importing import import_bundle
from supervision.services.months import open_month, score_month
from supervision.store.database import Database
from tests.conftest import NOW, SAMPLE, house, run_month
from tests.reports.conftest import PERIOD, result_of

MONTHS = [f"2026-{month:02d}" for month in range(1, 7)]


def made(context: Context, period: str = PERIOD, lang: str = "zh") -> Document:
    with context.reading() as reading:
        return bulletin(reading, period, Words(lang))


def texts(block: Block) -> list[str]:
    """Every text of a block."""
    if isinstance(block, Table):
        return [str(cell) for row in block.rows for cell in row] + [column.title for column in block.columns]
    return [str(getattr(block, name)) for name in block.__slots__]


def annex(document: Document, number: int) -> list[Block]:
    """The blocks of one attachment."""
    starts = [place for place, block in enumerate(document.blocks) if isinstance(block, Annex)]
    return list(document.blocks[starts[number - 1] : [*starts, len(document.blocks)][number]])


@pytest.mark.parametrize("period", MONTHS)
def test_every_line_of_every_unit_stands_in_the_scores_in_detail(half_year: Context, period: str) -> None:
    result = result_of(half_year, period)
    rows = [row for block in annex(made(half_year, period), 1) if isinstance(block, Table) for row in block.rows]
    lines = [line for unit in result.units for line in all_lines(unit)]
    assert sorted(Decimal(str(row[3])) for row in rows) == sorted(line.points for line in lines)
    assert all(len(str(row[4])) > 5 for row in rows)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_unit_lost_and_gained_sums_to_its_final(half_year: Context, lang: str) -> None:
    result = result_of(half_year)
    tables = {}
    name = ""
    for block in annex(made(half_year, lang=lang), 1):
        if isinstance(block, Heading):
            name = block.text
        elif isinstance(block, Table):
            tables[name] = block
    for unit in result.units:
        table = next(table for heading, table in tables.items() if unit.name in heading)
        of_items = [Decimal(str(row[3])) for row in table.rows if row[0][:1] in "ABCDEF" and str(row[0])[1:3].isdigit()]
        assert unit.raw_max + sum(of_items, Decimal(0)) == unit.raw
        total = sum((Decimal(str(row[3])) for row in table.rows), Decimal(0)) - sum(of_items, Decimal(0))
        assert unit.base + total == unit.final


def test_the_ranking_table_is_the_month_s_ranking(half_year: Context) -> None:
    result = result_of(half_year)
    table = next(block for block in made(half_year).blocks if isinstance(block, Table) and block.name == "ranking")
    ranked = sorted((unit for unit in result.units if unit.rank), key=lambda unit: unit.rank or 0)
    assert [row[:3] for row in table.rows] == [(unit.rank, unit.name, unit.final) for unit in ranked]
    for row in table.rows:
        assert row[2] == sum((cell for cell in row[5:8] if isinstance(cell, Decimal)), Decimal(0))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_of_the_month_is_named_with_its_number(half_year: Context, lang: str) -> None:
    document = made(half_year, lang=lang)
    body = "".join(text for block in document.blocks if isinstance(block, Paragraph) for text in texts(block))
    numbers = [row[1] for block in annex(document, 2) if isinstance(block, Table) for row in block.rows]
    assert len(numbers) == 22
    assert [number for number in numbers if str(number) not in body] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_consequence_is_named_as_a_proposal_with_its_amount(half_year: Context, lang: str) -> None:
    result = result_of(half_year)
    blocks = [block for block in made(half_year, lang=lang).blocks if isinstance(block, Paragraph)]
    proposed = "拟定" if lang == "zh" else "Proposed:"
    for unit in result.units:
        for one in unit.consequences:
            paragraph = next(block for block in blocks if one.code in block.lead)
            assert paragraph.text.startswith(proposed)
            assert unit.name in paragraph.text
            assert one.amount is None or str(one.amount) in paragraph.text


def test_overdue_tasks_and_the_sample_still_to_look_at_are_demanded(half_year: Context) -> None:
    result = result_of(half_year)
    body = "".join(block.lead + block.text for block in made(half_year).blocks if isinstance(block, Paragraph))
    overdue = re.findall(r"([A-Z0-9-]+)（时限[^）]*已逾期", body)
    assert len(overdue) == sum(unit.tie_break.overdue_findings for unit in result.units)
    assert sum(1 for task_no in result.lookback_sample if task_no in body) == 10


@pytest.mark.parametrize("period", MONTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_is_missing_in_either_language(half_year: Context, period: str, lang: str) -> None:
    said = [text for block in made(half_year, period, lang).blocks for text in texts(block)]
    assert [text for text in said if re.search(r"\b(reports|nouns)\.[a-z]|\{[a-z_]+\}", text)] == []


def test_a_sealed_month_shows_its_digest_and_no_mark(half_year: Context) -> None:
    document = made(half_year)
    with half_year.reading() as reading:
        digest = month_line(reading, PERIOD).digest
    assert digest is not None
    assert document.mark == ""
    assert any(digest[:16] in block.text for block in document.blocks if isinstance(block, Note))


@pytest.mark.parametrize(("lang", "word"), [("zh", "征求意见稿"), ("en", "DRAFT")])
def test_a_draft_is_marked_and_shows_the_draft_s_digest(lang: str, word: str) -> None:
    database = Database("sqlite://")
    context = house(database)
    import_bundle(context, SAMPLE)
    with pytest.raises(NotThisMonth):
        made(context, "2026-01")
    open_month(context, "2026-01")
    sha = score_month(context, "2026-01", NOW.replace(month=2, day=5))
    document = made(context, "2026-01", lang)
    assert word in document.mark
    assert sha[:16] in document.mark
    database.close()


def test_a_month_that_is_not_there_has_no_bulletin(half_year: Context) -> None:
    with pytest.raises(NotThisMonth):
        made(half_year, "2031-01")


@pytest.mark.parametrize("suffix", [".docx", ".md", ".xlsx"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_month_gives_the_same_bytes(half_year: Context, suffix: str, lang: str) -> None:
    first, second = (render(made(half_year, lang=lang), suffix, lang) for _ in range(2))
    assert first == second


def test_a_bulletin_reads_the_same_when_more_has_happened_since() -> None:
    database = Database("sqlite://")
    context = house(database)
    import_bundle(context, SAMPLE)
    run_month(context, "2026-01")
    before = made(context, "2026-01")
    for month in range(2, 7):
        run_month(context, f"2026-{month:02d}")
    assert made(context, "2026-01") == before
    database.close()


def test_the_next_sample_is_told_when_it_was_drawn_before_the_seal() -> None:
    database = Database("sqlite://")
    context = house(database)
    import_bundle(context, SAMPLE)
    for month in range(1, 5):
        run_month(context, f"2026-{month:02d}")
    early = house(database, NOW.replace(month=6, day=1, hour=8))
    open_month(context, "2026-05")
    open_month(early, "2026-06")
    run_month(context, "2026-05")
    drawn = result_of_draw(context, "2026-06")
    body = "".join(block.text for block in made(context, "2026-05").blocks if isinstance(block, Paragraph))
    assert drawn
    assert f"2026年6月已抽取{len(drawn)}项：{'、'.join(drawn)}" in body
    database.close()


def test_a_sample_that_is_not_drawn_yet_is_said_to_come(half_year: Context) -> None:
    body = "".join(block.text for block in made(half_year).blocks if isinstance(block, Paragraph))
    assert "2026年7月“回头看”任务待该月开账后抽取，另行通知。" in body


def test_the_year_s_bulletins_are_numbered_without_gaps_from_the_first_that_was_sealed(half_year: Context) -> None:
    numbers = []
    for month in range(1, 7):
        head = next(block for block in made(half_year, f"2026-{month:02d}").blocks if isinstance(block, Letterhead))
        numbers.append(head.number)
    assert [number.partition("〔2026〕")[2] for number in numbers] == [f"{number}号" for number in range(1, 7)]


def test_a_township_that_begins_in_march_begins_with_number_one(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    shutil.copytree(SAMPLE, bundle, ignore=shutil.ignore_patterns("expected", "*.xlsx"))
    head, *rows = (bundle / "months.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    (bundle / "months.csv").write_text(head + "".join(row for row in rows if row > "2026-03"), encoding="utf-8")
    database = Database("sqlite://")
    context = house(database)
    import_bundle(context, bundle)
    run_month(context, "2026-03")
    mark = next(block for block in made(context, "2026-03").blocks if isinstance(block, Letterhead))
    assert mark.number.endswith("〔2026〕1号")
    database.close()


def result_of_draw(context: Context, period: str) -> list[str]:
    with context.reading() as reading:
        return [each.task_no for each in lookbacks_drawn(reading, period)]


@pytest.mark.parametrize(
    "name",
    ["ranked", "mean", "highest", "lowest", "found", "closed", "overdue", "open", "waiting", "due", "on_time", "blue"],
)
def test_a_figure_of_the_prose_that_its_table_does_not_come_to_is_refused(half_year: Context, name: str) -> None:
    document = made(half_year)
    wrong = tuple(
        replace(each, value=each.value + Decimal("0.01")) if each.name == name else each for each in document.figures
    )
    assert wrong != document.figures
    assert render(document, ".docx", "zh")
    with pytest.raises(Broken, match="document-contradicts"):
        render(replace(document, figures=wrong), ".docx", "zh")


def highlighted(context: Context, period: str) -> dict[object, object]:
    """Matter → level of the highlights that a month's bulletin tells."""
    tables = [
        block for block in made(context, period).blocks if isinstance(block, Table) and block.name == "highlights"
    ]
    return {row[1]: row[2] for table in tables for row in table.rows}


def test_a_highlight_stands_in_the_bulletin_of_the_month_that_raised_it_highest(half_year: Context) -> None:
    told = {period: highlighted(half_year, period) for period in MONTHS}
    assert told["2026-06"] == {"桑枝加工“党员责任田”": "省级", "茶旅党员示范岗": "县级", "林下养殖帮带小组": "乡级"}
    raised = [told[period].get("“支部+电商”助农直播") for period in MONTHS]
    assert raised == [None, "县级", None, "市级", None, None]
    assert "没有新获认定" in "".join(text for block in made(half_year, "2026-01").blocks for text in texts(block))


def test_the_bulletin_for_everybody_tells_highlights_without_what_people_wrote(half_year: Context) -> None:
    with half_year.reading() as reading:
        blocks = public_bulletin(reading, PERIOD, Words("zh")).blocks
    table = next(block for block in blocks if isinstance(block, Table) and block.name == "highlights")
    assert [row[:2] for row in table.rows] == [("万冲村", "省级"), ("龙井村", "县级"), ("青山村", "乡级")]


@pytest.mark.parametrize(("period", "told"), [("2026-05", False), ("2026-06", True)])
def test_a_class_that_the_committee_decided_stands_in_the_bulletin_with_its_number(
    half_year: Context, period: str, told: bool
) -> None:
    found = [text for block in made(half_year, period).blocks for text in texts(block) if "LB00001" in text]
    assert bool(found) is told
    assert all("白云村为后进" in text and "不影响得分" in text for text in found)
