"""Boards of people: recruitment, filing of secretaries, reserves, highlights, members' stars, cadres."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from supervision.domain.development import Highlight
from supervision.domain.filing import ReserveLine
from supervision.domain.member_stars import MemberStars
from supervision.domain.recruitment import Candidate, StageFault
from supervision.domain.rubric import CadreTerms
from supervision.i18n import Words
from supervision.queries.cadres import CadreLine
from supervision.queries.lists_of_people import SecretaryLine
from supervision.queries.member_stars import StarCounts
from supervision.queries.suggestions import Suggestion
from supervision.reports.boards import Board, Row, amount, titled
from supervision.reports.shown import listed

Names = Mapping[str, str]


def fault_text(fault: StageFault, words: Words) -> str:
    """What is wrong with a stage, in a sentence that a finding can carry."""
    return words(
        f"indicators.fault.{fault.code}",
        stage=words.noun("stage", fault.stage),
        before=words.noun("stage", fault.before),
        on=fault.on,
        earliest=fault.earliest,
    )


def recruits_board(found: Sequence[Candidate], names: Names, words: Words) -> Board:
    """Whoever has a fault stands first, with what is suggested."""
    rows = []
    for each in found:
        faults = [fault_text(fault, words) for fault in each.faults]
        stage, on = each.stages[-1]
        cells = (each.candidate_no, each.name, names.get(each.unit, each.unit), words.noun("stage", stage), f"{on}",
                 listed(words, faults))  # fmt: skip
        detail = [f"{day}  {words.noun('stage', code)}" for code, day in each.stages]
        if faults:
            detail += ["", words("indicators.recruits.suggest", candidate=each.candidate_no)]
        rows.append(Row(each.candidate_no, cells, "bad" if faults else "", tuple(detail)))
    wrong = sum(1 for each in found if each.faults)
    return Board(
        "recruits",
        words("indicators.recruits.title"),
        titled(words, "number", "name", "branch", "stage", "since", "fault"),
        tuple(rows),
        remarks=(words("indicators.recruits.faults", count=wrong) if wrong else words("indicators.recruits.right"),),
        empty=words("indicators.recruits.empty"),
    )


def suggested_facts(found: Suggestion, words: Words) -> str:
    """The facts of the suggested finding: who, and what is wrong."""
    faults = listed(words, [fault_text(fault, words) for fault in found.candidate.faults])
    each = found.candidate
    return words("indicators.recruits.facts", candidate=each.candidate_no, name=each.name, faults=faults)


def filings_board(lines: Sequence[SecretaryLine], names: Names, people: Names, words: Words) -> Board:
    rows = []
    for each in lines:
        filing, late = each.line.filing, each.line.days_late
        state = words("indicators.filings.filed" if filing.filed_on else "indicators.filings.unfiled")
        cells = (
            people.get(filing.person_no, filing.person_no),
            names.get(filing.unit, filing.unit),
            f"{filing.appointed_on}",
            f"{each.line.due}",
            f"{filing.filed_on}" if filing.filed_on else state,
            str(late) if late else "",
            str(each.age) if each.age is not None else "",
        )
        tone = "bad" if late and filing.filed_on is None else "warn" if late else ""
        rows.append(Row(filing.filing_no, cells, tone))
    late = sum(1 for each in lines if each.line.days_late and each.line.filing.filed_on is None)
    return Board(
        "filings",
        words("indicators.filings.title"),
        titled(words, "secretary", "branch", "appointed", "file_by", "filed", "days_late", "age"),
        tuple(rows),
        frozenset((5, 6)),
        (words("indicators.filings.late", count=late),) if late else (),
        words("indicators.filings.empty"),
    )


def reserves_board(lines: Sequence[ReserveLine], names: Names, people: Names, words: Words) -> Board:
    """Villages with gaps first."""
    ordered = sorted(lines, key=lambda line: (-line.missing, line.unit))
    rows = []
    for line in ordered:
        mentors = [people.get(each.mentor or "", each.mentor or "—") for each in line.on_file]
        cells = (
            names.get(line.unit, line.unit),
            str(len(line.on_file)),
            f"−{line.missing}" if line.missing else "✓",
            listed(words, [each.name for each in line.on_file]),
            listed(words, mentors),
        )
        detail = tuple(
            f"{each.name}  {each.since}  {mentor}  {each.progress or ''}".rstrip()
            for each, mentor in zip(line.on_file, mentors, strict=True)
        )
        rows.append(Row(line.unit, cells, "bad" if line.missing else "warn" if line.without_mentor else "", detail))
    gaps = sum(1 for line in lines if line.missing)
    return Board(
        "reserves",
        words("indicators.reserves.title"),
        titled(words, "branch", "reserves", "missing", "name", "mentor"),
        tuple(rows),
        frozenset((1, 2)),
        (words("indicators.reserves.gaps", count=gaps),) if gaps else (words("indicators.reserves.full"),),
        words("indicators.reserves.empty"),
    )


def highlights_board(found: Sequence[Highlight], names: Names, words: Words) -> Board:
    rows = tuple(
        Row(
            each.highlight_no,
            (
                each.matter,
                names.get(each.unit, each.unit),
                words.noun("highlight_level", each.level),
                f"{each.recognised_on}",
                each.proof or "",
            ),
        )
        for each in found
    )
    return Board(
        "highlights",
        words("indicators.highlights.title"),
        titled(words, "matter", "branch", "level", "recognised", "proof"),
        rows,
        remarks=(words("indicators.highlights.once"),),
        empty=words("indicators.highlights.empty"),
    )


def star_counts_board(lines: Sequence[StarCounts], period: str, words: Words) -> Board:
    """Branch by branch, without names."""
    rows = []
    for line in lines:
        counts = tuple(str(line.by_stars.get(stars, 0) or "") for stars in range(5, 0, -1))
        cells = (line.name, *counts, str(line.exempt or ""), str(line.capped or ""), f"{line.rated}/{line.members}")
        rows.append(Row(line.unit, cells, "" if line.rated >= line.members else "warn"))
    return Board(
        "stars",
        words("indicators.stars.title", period=period),
        (
            *titled(words, "branch"),
            *("★" * stars for stars in range(5, 0, -1)),
            *titled(words, "exempt", "capped", "rated"),
        ),
        tuple(rows),
        frozenset(range(1, 9)),
        (words("indicators.stars.names"),),
        words("indicators.stars.empty"),
    )


def members_board(found: Sequence[MemberStars], unit_name: str, period: str, words: Words) -> Board:
    """One branch's members with the reason for every star taken away."""
    rows = []
    for each in sorted(found, key=lambda each: (-(each.stars or 0), -each.points, each.member_no)):
        reasons = [words(f"indicators.star_reason.{code}") for code in each.reasons]
        stars = "★" * each.stars if each.stars else "—"
        rows.append(
            Row(each.member_no, (each.member_no, each.name, amount(each.points), stars, listed(words, reasons)))
        )
    return Board(
        "members",
        words("indicators.members.title", unit=unit_name, period=period),
        titled(words, "number", "name", "points", "stars", "reason"),
        tuple(rows),
        frozenset((2,)),
        (words("indicators.members.logged"),),
        words("indicators.stars.empty"),
    )


def cadres_board(lines: Sequence[CadreLine], terms: CadreTerms, names: Names, period: str, words: Words) -> Board:
    """Lowest first. Proposals are for people to decide."""
    propose = {outcome.code: outcome.propose for outcome in terms.outcomes}
    rows = []
    for line in lines:
        grade = words.noun("grade", line.grade) if line.grade else "—"
        proposals = listed(words, [f"{code} {propose.get(code, '')}" for code in line.proposals])
        detail = tuple(
            words("indicators.cadres.target", code=each.code, weight=amount(each.weight), actual=amount(each.actual),
                  target=amount(each.target))
            for each in line.targets
        )  # fmt: skip
        cells = (line.name, names.get(line.unit, line.unit), f"{line.done}", grade, proposals)
        tone = "bad" if line.grade == "incompetent" else "warn" if line.grade == "basic" else ""
        rows.append(Row(line.person_no, cells, tone, detail))
    return Board(
        "cadres",
        words("indicators.cadres.title", period=period),
        titled(words, "cadre", "branch", "completion", "grade", "proposal"),
        tuple(rows),
        frozenset((2,)),
        (words("indicators.cadres.people_decide"),),
        words("indicators.cadres.empty"),
    )
