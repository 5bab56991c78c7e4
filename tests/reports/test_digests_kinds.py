"""Every kind of notice that some command writes has words in both languages and a place in the digest."""

from __future__ import annotations

import ast
from pathlib import Path

from supervision.i18n import LANGUAGES, Words
from supervision.reports.digests import ORDER

SERVICES = Path(__file__).parents[2] / "supervision" / "services"


def kinds_written() -> set[str]:
    """The third argument of every `Notice(...)` in the services."""
    found: set[str] = set()
    for path in SERVICES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Notice":
                kind = node.args[2]
                assert isinstance(kind, ast.Constant), path
                found.add(str(kind.value))
    return found


def test_every_kind_of_notice_has_words_and_a_place() -> None:
    assert kinds_written() == set(ORDER)
    for lang in LANGUAGES:
        assert all(Words(lang).template(f"reports.digest.{kind}") for kind in ORDER)
