"""What a person is told when a step fails: what, for which township and month, what is kept, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from supervision.domain.checks.characters import visible
from supervision.domain.errors import Broken, SupervisionError
from supervision.i18n import Words


@contextmanager
def told_where(words: Words, township: str, period: str, step: str, done: Iterable[str]) -> Iterator[None]:
    """Give whatever fails inside a note that says where. What is no SupervisionError becomes Broken("step-failed")."""
    try:
        yield
    except SupervisionError as error:
        error.add_note(_note(words, township, period, step, done, error.code))
        raise
    except Exception as error:
        broken = Broken("step-failed", step=step, township=township, period=period, reason=_reason(error))
        broken.add_note(_note(words, township, period, step, done, "step-failed"))
        raise broken from error


def _note(words: Words, township: str, period: str, step: str, done: Iterable[str], code: str) -> str:
    kept = [words(f"flows.step.{each}") for each in done]
    advice = f"flows.todo.{code}"
    return words(
        "flows.failed",
        step=words(f"flows.step.{step}"),
        township=township,
        period=period,
        kept=kept or words("flows.nothing-yet"),
        todo=words(advice if words.template(advice) is not None else "flows.todo.again"),
    )


def in_words(words: Words, error: Exception) -> str:
    """The failure in one line with the notes on it, for whoever was not there."""
    told = words.error(error.code, error.facts) if isinstance(error, SupervisionError) else _reason(error)
    return visible(" ".join([told, *getattr(error, "__notes__", ())]).replace("\n", " "))


def _reason(error: Exception) -> str:
    """The kind of failure and its first line; the rest (statements, values) belongs in the log."""
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
