"""What a screen may ask of the application, and how it speaks. The application itself is `app`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar, cast

from textual.dom import DOMNode

from supervision.domain.errors import BadFile, RowError, SupervisionError
from supervision.domain.permission import Actor
from supervision.i18n import Words

if TYPE_CHECKING:
    from supervision.context import Context, Reading
    from supervision.settings import Settings
    from tui.drafts import Drafts

P = ParamSpec("P")
R = TypeVar("R")


class Door(Protocol):
    """The one way from a screen into the house."""

    words: Words
    township_name: str
    settings: Settings

    @property
    def actor(self) -> Actor: ...

    @property
    def today(self) -> date: ...

    def concerns(self, action: str) -> bool:
        """Is the way one for whoever sits here? A key for others is not shown; who presses it is told who may."""
        ...

    async def execute(
        self, service: Callable[Concatenate[Context, P], R], /, *args: P.args, **kwargs: P.kwargs
    ) -> R: ...

    async def look(self, query: Callable[[Reading], R]) -> R: ...

    async def drafts(self, call: Callable[[Drafts, datetime], R]) -> R: ...


def door(widget: DOMNode) -> Door:
    """The application as screens see it."""
    return cast(Door, widget.app)


def reason(words: Words, error: SupervisionError) -> str:
    """A refusal in words; what the terminal says in its own way comes first."""
    if isinstance(error, BadFile):
        return "\n".join(_wrong_field(words, row) for row in error.errors)
    own = f"tui.refusal.{error.code}"
    return words(own, **error.facts) if words.template(own) else words.error(error.code, error.facts)


def _wrong_field(words: Words, row: RowError) -> str:
    """One wrong field of a form: which one, what is in it, what was expected."""
    own = f"tui.expected.{row.expected}"
    said = own if words.template(own) else f"errors.expected.{row.expected}"
    expected = words(said, expected=row.expected, **dict(row.facts))
    if row.value is not None:
        expected = words("errors.row.with-value", value=words("errors.row.value", value=row.value), problem=expected)
    return words("tui.wrong_field", field=words.noun("column", row.column), problem=expected)
