"""Papers and templates by command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Say

CLOSED = "Z2604-000132"


@pytest.fixture
def house(half_year_db: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SUPERVISION_DATABASE_URL", str(half_year_db))
    return half_year_db


def test_a_paper_is_issued_once_and_written_beside_its_public_version(say: Say, house: Path, tmp_path: Path) -> None:
    first, again = tmp_path / "a.docx", tmp_path / "b.docx"
    told = say("paper", "write", "notice", CLOSED, "-o", first, "--public")
    assert told.code == 0
    assert "ZG-2026-07-001" in told.err
    assert (tmp_path / "a-公开版.docx").exists()
    assert say("paper", "write", "notice", "ZG-2026-07-001", "-o", again).code == 0
    assert first.read_bytes() == again.read_bytes()
    lines = json.loads(say("paper", "list", CLOSED, "--json").out)
    assert [line["number"] for line in lines if line["kind"] == "rectification_notice"][-1] == "ZG-2026-07-001"
    assert "ZG-2026-07-001" in say("paper", "list").out
    assert say("paper", "write", "extension", CLOSED, "-o", tmp_path / "c.docx").code == 3
    assert say("paper", "write", "poem", CLOSED, "-o", tmp_path / "c.docx").code == 2


def test_templates_are_exported_changed_checked_and_used(say: Say, house: Path, tmp_path: Path) -> None:
    folder = house.parent / "templates"
    assert say("template", "export", "-o", folder).code == 0
    assert say("template", "check").code == 0
    assert str(folder) in say("template", "list").out
    faulty = folder / "closure_form.zh.docx"
    faulty.write_bytes((folder / "plain.zh.docx").read_bytes())
    told = say("template", "check", folder)
    assert told.code == 2
    assert "没有字段 body" in told.out
    assert "缺少必须有的字段 number" in told.out
    refused = say("paper", "write", "closure", CLOSED, "-o", tmp_path / "x.docx")
    assert refused.code == 2
    assert "closure_form.zh.docx" in refused.err
    assert not (tmp_path / "x.docx").exists()
    kept = say("template", "export", "-o", folder)
    assert "未覆盖" in kept.err
    assert faulty.read_bytes() == (folder / "plain.zh.docx").read_bytes()


def test_an_order_names_who_answers_and_the_way_up(say: Say, house: Path, tmp_path: Path) -> None:
    number = next(word for word in say("order").out.split() if word.startswith("YT-"))
    assert say("order", number, "-o", tmp_path / "order.md").code == 0
    told = (tmp_path / "order.md").read_text(encoding="utf-8")
    assert next(line for line in told.splitlines() if "逐级责任人" in line).count("→") >= 2
