"""What a screen may ask of the application, and how it speaks. The application itself is `app`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar, cast

from textual.dom import DOMNode

from supervision.domain.errors import SupervisionError
from supervision.domain.permission import Actor
from supervision.i18n import Words

if TYPE_CHECKING:
    from supervision.context import Context, Reading

P = ParamSpec("P")
R = TypeVar("R")


class Door(Protocol):
    """The one way from a screen into the house."""

    words: Words
    township_name: str

    @property
    def actor(self) -> Actor: ...

    @property
    def today(self) -> date: ...

    async def execute(
        self, service: Callable[Concatenate[Context, P], R], /, *args: P.args, **kwargs: P.kwargs
    ) -> R: ...

    async def look(self, query: Callable[[Reading], R]) -> R: ...


def door(widget: DOMNode) -> Door:
    """The application as screens see it."""
    return cast(Door, widget.app)


_KINDS = {
    "action": "action",
    "role": "role",
    "who": "role",
    "approver": "role",
    "state": "state",
    "move": "move",
    "allowed": "move",
    "field": "column",
}


def reason(words: Words, error: SupervisionError) -> str:
    """A refusal in words; what the terminal says in its own way comes first."""
    own = f"tui.refusal.{error.code}"
    return words(own, **error.facts) if words.template(own) else words.error(error.code, error.facts)
