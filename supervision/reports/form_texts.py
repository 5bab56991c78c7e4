"""How the papers of a task read: the wording and rows of each form around its fields. Their values: `order`, `papers`.

Fields may be values or, when a template is built, their names in braces: nothing here looks into them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from supervision.i18n import Words
from supervision.reports.document import (
    Addressee,
    Block,
    Form,
    Note,
    Paragraph,
    Private,
    Signature,
    TearLine,
    Title,
)

_BY_HAND = ""
Fields = Mapping[str, str]
Row = tuple[tuple[str, str], ...]
PERSONAL = frozenset({"owner", "person", "found_by", "verifier", "approver", "facts", "measures", "reason", "way_up"})
"""Fields that name people or tell what somebody wrote: the public version of a paper leaves them out."""

CARD_ROWS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "supervision_order": (
        *(
            ("task_no",),
            ("colour", "late_days"),
            ("problem",),
            ("facts",),
            ("source", "owner"),
            ("way_up",),
            ("original_due", "due"),
        ),
        *(("new_due",), ("demand",), ("leader_note",), ("progress",), ("outcome", "filed")),
    ),
    "interview_notice": (
        *(("task_no",), ("colour", "late_days"), ("person", "time"), ("place",), ("reason",), ("facts",)),
        *(("way_up",), ("original_due", "due"), ("demand",), ("record",), ("filed",)),
    ),
    "accountability_proposal": (
        *(("task_no",), ("unit",), ("problem",), ("facts",), ("owner", "source"), ("severity", "late_days")),
        *(("way_up",), ("original_due", "due"), ("moves",), ("reason",), ("proposal",), ("decision",)),
    ),
}
"""The rows of each card's paper (domain.md, B4); what is no field is left for people to fill in."""
_TALL = frozenset({"leader_note", "progress", "record", "proposal", "decision", "opinion", "approval", "verified"})
CLOSURE_ROWS = (
    *(("finding_no", "task_no"), ("unit", "owner"), ("problem",), ("facts",), ("due", "requested_on")),
    *(("measures",), ("evidence",), ("owner_signs", "secretary_signs"), ("verified",), ("verifier", "closed_on")),
    *(("opinion",), ("approval",), ("publicity",)),
)


def form_blocks(kind: str, fields: Fields, words: Words) -> Iterator[Block]:
    """The blocks of a paper of that kind."""
    yield from _FORMS.get(kind, _card)(kind, fields, words)


def branch(unit: str, words: Words) -> str:
    """The unit as the branch that a paper is addressed to; one whose name says so already stays."""
    return unit if unit.endswith(("党支部", "党总支", "党委")) else words("papers.branch", unit=unit)


def _title(kind: str, fields: Fields, words: Words) -> Title:
    return Title(f"{fields['issuer']}\n{words.noun('document', kind)}", fields["number"])


def _form(
    rows: tuple[tuple[str, ...], ...], fields: Fields, words: Words, places: tuple[str, ...] = ("papers.field.",)
) -> Form:
    """`places` are where labels are looked for."""
    found: list[Row] = [tuple((_label(name, words, places), _value(name, fields)) for name in row) for row in rows]
    tall = tuple(place for place, row in enumerate(rows) if row[0] in _TALL)
    return Form(tuple(found), tall)


def _label(name: str, words: Words, places: tuple[str, ...]) -> str:
    return words(next(key for key in (place + name for place in places) if words.template(key) is not None))


def _value(name: str, fields: Fields) -> str:
    value = fields.get(name, _BY_HAND)
    return Private(value) if name in PERSONAL and value else value


def _notice(kind: str, fields: Fields, words: Words) -> Iterator[Block]:
    yield _title(kind, fields, words)
    yield Addressee(words("papers.addressee", **fields))
    yield Paragraph(words("papers.notice.basis", **fields))
    rows = (("finding_no", "task_no"), ("item",), ("problem", "severity"), ("facts",), ("owner", "due"))
    yield _form(rows, fields, words)
    yield Paragraph(words("papers.notice.demand", **fields))
    yield Signature(fields["issuer"], fields["day"])
    yield TearLine(words("papers.notice.receipt"))
    yield Paragraph(words("papers.notice.received", **fields))
    yield _form((("receiver", "received_on"),), fields, words)


def _closure(kind: str, fields: Fields, words: Words) -> Iterator[Block]:
    yield _title(kind, fields, words)
    yield _form(CLOSURE_ROWS, fields, words)
    yield Note(words("papers.closure.answers", **fields))
    yield Signature(fields["issuer"], fields["day"])


def _extension(kind: str, fields: Fields, words: Words) -> Iterator[Block]:
    yield _title(kind, fields, words)
    yield Addressee(words("papers.addressee", **fields))
    yield Paragraph(words("papers.extension.decision", **fields))
    rows = (("finding_no", "task_no"), ("original_due", "new_due"), ("reason",), ("approver", "decided_on"))
    yield _form(rows, fields, words)
    yield Paragraph(words("papers.extension.demand", **fields))
    yield Signature(fields["issuer"], fields["day"])


def _card(kind: str, fields: Fields, words: Words) -> Iterator[Block]:
    """A proposal is for whoever decides on it, not for the unit that it is about."""
    yield _title(kind, fields, words)
    yield Addressee(words("papers.deciding" if kind == "accountability_proposal" else "papers.addressee", **fields))
    yield Paragraph(fields["opening"])
    yield _form(CARD_ROWS[kind], fields, words, ("reports.order.field.", "papers.field."))
    yield Signature(fields["issuer"], fields["day"])


_FORMS: Mapping[str, Callable[[str, Fields, Words], Iterator[Block]]] = {
    "rectification_notice": _notice,
    "closure_form": _closure,
    "extension_decision": _extension,
}
