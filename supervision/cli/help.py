"""How help reads, in the language of the call: usage, arguments, options, an example.

Commands and options carry keys of the catalogue `cli` instead of texts, so that one set of them serves both languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import typer
from rich.cells import cell_len
from typer.core import TyperCommand, TyperGroup

from supervision.cli.call import Call
from supervision.domain.errors import BadInput

PROGRAM = "supervision"


class Command(TyperCommand):
    """A command whose help is in words; `epilog` is its example."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write("\n".join(_page(ctx, self)))


class Group(TyperGroup):
    """A group of commands whose help is in words."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write("\n".join(_page(ctx, self)))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Raises BadInput with what there is for a command that there is not."""
        if args[0] not in self.commands:
            raise BadInput("no-such-command", value=args[0], allowed=list(self.commands))
        return super().resolve_command(ctx, args)


def _page(ctx: Any, command: Command | Group) -> Iterator[str]:
    words = ctx.find_object(Call).words
    params = [each for each in command.get_params(ctx) if not getattr(each, "hidden", False)]
    arguments: list[Any] = [each for each in params if each.param_type_name == "argument"]
    options = [each for each in params if each.param_type_name == "option"]
    told = [_usage_of(each) for each in arguments]
    if isinstance(command, Group):
        told.append(words("cli.help.usage-command"))
    elif options:
        told.append(words("cli.help.usage-options"))
    yield words("cli.help.usage", usage=" ".join([ctx.command_path, *told]))
    yield ""
    yield words(str(command.help))
    yield from _block(words("cli.help.arguments"), ((_usage_of(each), words(str(each.help))) for each in arguments))
    if isinstance(command, Group):
        rows = ((name, _first_line(words(str(each.help)))) for name, each in command.commands.items())
        yield from _block(words("cli.help.commands"), rows)
    yield from _block(words("cli.help.options"), ((_spelled(each), _told(words, each)) for each in options))
    if command.epilog:
        yield from _block(words("cli.help.example"), ((f"{PROGRAM} {line}", "") for line in command.epilog.split("\n")))
    yield from ("", words("cli.help.everywhere"), "")


def _usage_of(argument: Any) -> str:
    name = str(argument.metavar or argument.name.upper())
    return name if argument.required else f"[{name}]"


def _spelled(option: Any) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.metavar or option.name.upper()}"


def _told(words: Any, option: Any) -> str:
    """Typer's own --help option has a text instead of a key."""
    return str(words("cli.opt.help" if option.name == "help" else option.help))


def _first_line(text: str) -> str:
    return text.split("\n")[0]


def _block(title: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A titled list in two columns; as wide as the terminal shows it, Chinese characters counting two."""
    listed = list(rows)
    if not listed:
        return
    wide = max(cell_len(left) for left, _ in listed) + 2
    yield from ("", title)
    for left, right in listed:
        for line in right.split("\n"):
            yield f"  {left}{' ' * (wide - cell_len(left))}{line}".rstrip()
            left = ""


def help_of(error: typer.TyperException) -> str | None:
    """The help that a group called without a command should show, None for any other error."""
    ctx: Any = getattr(error, "ctx", None)
    if type(error).__name__ != "NoArgsIsHelpError" or ctx is None:
        return None
    return str(ctx.get_help())
