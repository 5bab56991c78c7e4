"""What one call of the command line works with: its language, its global options, its two streams.

Data goes to stdout, everything else to stderr. What a command prints as data is `printing`'s question.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from supervision.domain.errors import BadInput
from supervision.i18n import Words

if TYPE_CHECKING:
    from supervision.context import Context
    from supervision.settings import Settings


@dataclass(slots=True)
class Call:
    """One call; the global options are filled in when the command line is read."""

    words: Words
    db: str | None = None
    lang: str | None = None
    person_no: str | None = None
    township: str | None = None

    def settings(self) -> Settings:
        """Raises BadInput for an option or an environment variable that makes no sense."""
        from supervision.settings import read_settings

        return read_settings(db=self.db, lang=self.lang, person_no=self.person_no, township=self.township)

    @contextmanager
    def house(self) -> Iterator[Context]:
        """The township's house for as long as the command runs; to whom it shows the own unit only is told so."""
        from supervision.domain.visibility import own_only

        with self._entered() as context:
            if own_only(context.actor):
                self.tell("reading.own-only", unit=context.actor.unit)
            yield context

    @contextmanager
    def _entered(self) -> Iterator[Context]:
        from supervision.settings import enter

        settings = self.settings()
        context = enter(settings)
        try:
            if settings.person_no is not None:
                self.show_who(context)
            yield context
        finally:
            context.database.close()

    @contextmanager
    def house_of_person(self) -> Iterator[Context]:
        """The same, for a command that the local operator cannot give. Raises BadInput when nobody is named."""
        if self.settings().person_no is None:
            raise BadInput("who-acts")
        with self._entered() as context:
            yield context

    def show_who(self, context: Context) -> None:
        """Let whoever sits here show to be the one who acts; a demonstration asks nobody.

        The password is typed unseen, or stands in the file that SUPERVISION_PASSWORD_FILE names. Raises NotPermitted.
        """
        from supervision.cli.showing_who import show_who

        show_who(self.words, context)

    def say(self, key: str, **facts: object) -> None:
        """Tell the person something on stderr."""
        sys.stderr.write(f"{self.words(f'cli.{key}', **facts)}\n")

    def tell(self, key: str, **facts: object) -> None:
        """Tell the person something on stderr, in words of any catalogue."""
        sys.stderr.write(f"{self.words(key, **facts)}\n")

    def print(self, key: str, **facts: object) -> None:
        """A sentence that is data itself, on stdout."""
        sys.stdout.write(f"{self.words(f'cli.{key}', **facts)}\n")


def call_of(ctx: typer.Context) -> Call:
    found = ctx.find_object(Call)
    if found is None:
        raise TypeError("no call")
    return found
