"""Is everything in order, what is not, and how to mend it. What is looked at is the question of `checks`."""

from __future__ import annotations

from typing import Annotated

import typer

from supervision.cli import checks
from supervision.cli.call import Call, call_of
from supervision.cli.printing import plain, print_json, print_text
from supervision.domain.checks.characters import visible
from supervision.domain.errors import Broken, SupervisionError

MARKS = {"good": "✓", "warning": "!", "wrong": "✗"}


def doctor(ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False) -> None:
    call = call_of(ctx)
    wrong = 0
    told: list[dict[str, object]] = []
    for seen in checks.everything(call.settings()):
        grade, text, mend = _in_words(call, seen)
        wrong += grade == "wrong"
        key = seen.code if isinstance(seen, SupervisionError) else seen.key
        told.append({"check": key, "grade": grade, "facts": plain(_facts(seen)), "text": text, "mend": mend})
        if not as_json:
            print_text(f"{MARKS[grade]} {visible(text)}")
            if mend is not None:
                print_text(f"    → {visible(mend)}")
    if as_json:
        print_json(told)
    if wrong:
        raise Broken("doctor-found", count=wrong)


def _facts(seen: checks.Seen | SupervisionError) -> dict[str, object]:
    return {name: value if isinstance(value, int | list | tuple) else str(value) for name, value in seen.facts.items()}


def _in_words(call: Call, seen: checks.Seen | SupervisionError) -> tuple[str, str, str | None]:
    """How bad it is, what it is, and what to do; a refusal's own sentence says both."""
    words = call.words
    if isinstance(seen, SupervisionError):
        return "wrong", words.error(seen.code, seen.facts), None
    text = words(f"cli.doctor.{seen.key}", **seen.facts)
    mend = None if seen.grade == "good" else words(f"cli.doctor.{seen.key}.mend", **seen.facts)
    return seen.grade, text, mend
