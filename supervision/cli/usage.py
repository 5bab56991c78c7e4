"""How a command line that makes no sense is told: what is wrong with it, and where the help is."""

from __future__ import annotations

import sys
from typing import Any

import typer

from supervision.cli.errors import BAD_INPUT
from supervision.cli.help import PROGRAM, help_of
from supervision.domain.checks.characters import visible
from supervision.i18n import Words


def tell_usage(words: Words, error: typer.TyperException) -> int:
    """Write the help that was meant, or one line with what is wrong, to stderr; the exit code."""
    page = help_of(error)
    sys.stderr.write(f"{page if page is not None else visible(_line(words, error))}\n")
    return BAD_INPUT


def _line(words: Words, error: Any) -> str:
    path = error.ctx.command_path if getattr(error, "ctx", None) is not None else PROGRAM
    return words("cli.error", text=words("cli.usage.hint", text=_what(words, error), command=path))


def _what(words: Words, error: Any) -> str:
    """Typer's own sentences are English: the usual ones are told in words, any other as it stands."""
    match type(error).__name__:
        case "NoSuchOption":
            return words("cli.usage.no-such-option", option=error.option_name)
        case "MissingParameter" if error.param is not None:
            return words("cli.usage.missing", name=error.param.metavar or error.param.opts[0])
        case "BadParameter" if error.param is not None:
            return words("cli.usage.bad-value", name=error.param.opts[0])
        case _:
            return words("cli.usage.other", message=str(error.message))
