"""The words of documents are complete in both languages, and none is idle."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.pofile import read_po

from supervision.i18n import LANGUAGES, LOCALE

SOURCES = Path(__file__).parents[2] / "supervision" / "reports"
PLACES = re.compile(r"\{(\w+)\}")


def catalogue(lang: str) -> dict[str, str]:
    with open(LOCALE / lang / "LC_MESSAGES" / "reports.po", "rb") as file:
        return {str(each.id): str(each.string) for each in read_po(file) if each.id}


def test_both_languages_have_the_same_keys_with_the_same_facts() -> None:
    chinese, english = (catalogue(lang) for lang in LANGUAGES)
    assert set(chinese) == set(english)
    assert all(chinese.values())
    assert all(english.values())
    for key, text in chinese.items():
        assert set(PLACES.findall(text)) == set(PLACES.findall(english[key])), key


def test_every_key_is_said_somewhere() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("*.py"))
    quoted = set(re.findall(r"[\"']([a-z_.]+)[\"']", source))
    spoken = {each.removeprefix("reports.") for each in quoted}
    ends = {each.rpartition(".")[2] for each in spoken}
    by_number = ("month", "numeral", "stars", "unit", "criterion", "because")
    idle = [
        key
        for key in catalogue("zh")
        if key.split(".")[1] not in by_number and key.removeprefix("reports.") not in spoken
        if key.rpartition(".")[2].removesuffix("_lead") not in ends
    ]
    assert idle == []
