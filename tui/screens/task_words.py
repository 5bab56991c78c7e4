"""What the task screen says about a task: facts, clock, history, offers. Texts that people typed stay plain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from supervision.domain.ladder import Card
from supervision.domain.model import Move
from supervision.i18n import Words
from supervision.queries.evidence import Evidence
from supervision.queries.task_detail import Offer, Stop, TaskDetail
from supervision.reports import shown
from supervision.reports.task_page import cause_in_words
from tui.cells import fit
from tui.marks import SEVERITY_SIGNS, SEVERITY_TONES, STATE_SIGNS, STATE_TONES, level_tone
from tui.screens.task_columns import level_word
from tui.widgets.written import Piece, lines, written

LABEL = 12


class TaskWords:
    """One task in one language."""

    def __init__(self, words: Words, detail: TaskDetail, today: date) -> None:
        self.words, self.detail, self.today = words, detail, today

    def state(self) -> str:
        state = self.detail.status.state
        return f"{STATE_SIGNS[state]} {self.words.noun('state', state)}"

    def _person(self, number: str | None) -> str:
        return self.detail.names.get(number, number) if number else ""

    # Facts

    def facts(self) -> Content:
        return lines(self._facts())

    def _facts(self) -> Iterator[Content]:
        words, detail, finding = self.words, self.detail, self.detail.finding
        item = detail.item_name if words.lang == "zh" else detail.item_name_en
        state, severity = detail.status.state, finding.severity
        yield written((finding.problem_type, "bold"))
        yield written(finding.facts)
        yield written("")
        yield self._row("item", (finding.item, "cool"), f" {item}")
        yield self._row(
            "severity",
            (f"{SEVERITY_SIGNS[severity]} {words.noun('severity', severity)}", SEVERITY_TONES[severity]),
            "   ",
            (self.state(), STATE_TONES[state]),
            *self._repeated(),
        )
        cause = cause_in_words(detail, words)
        if cause is not None:
            yield self._row("cause", cause)
        yield self._row("owner", self._person(finding.owner))
        if detail.escalation:
            yield self._row("escalation", " → ".join(each.name for each in detail.escalation))
        found = words("tui.task.found_by", on=finding.found_on, by=self._person(finding.found_by))
        yield self._row("found", found, (f"  {words.noun('source', finding.source)}", "quiet"))
        yield self._row("numbers", (f"{finding.finding_no} → {finding.task_no}", "quiet"))

    def _row(self, name: str, *pieces: Piece) -> Content:
        return written((fit(self.words(f"tui.task.row.{name}"), LABEL), "quiet"), *pieces)

    def _repeated(self) -> tuple[Piece, ...]:
        if self.detail.place < 2:
            return ()
        return ("   ", (self.words("tui.task.repeated", place=self.detail.place), "warn"))

    # Clock

    def clock(self) -> Content:
        return lines(self._clock())

    def _day(self, on: date) -> str:
        weekday = self.words(f"tui.weekday.{on.isoweekday()}")
        return self.words("tui.clock.day", day=shown.day(self.words, on, self.today.year), weekday=weekday)

    def _clock(self) -> Iterator[Content]:
        """Why the due date is what it is, in the order in which it came about."""
        words, clock = self.words, self.detail.clock
        start = shown.day(words, clock.start_on, self.today.year)
        yield written(words("tui.clock.counted", days=clock.days, start=start, counted=self._day(clock.counted)))
        if clock.original_due != clock.counted:
            yield written(("→ ", "cool"), words("tui.clock.rolled", day=self._day(clock.original_due)))
        for stop in clock.stops:
            yield written(("‖ ", "gold"), self._stop(stop))
        if clock.extended_by:
            yield written(("+ ", "gold"), words("tui.clock.extended", days=clock.extended_by))
        due = (f"{words('tui.clock.due')}  ", "quiet"), (self._day(clock.due) if clock.due else "—", "bold")
        late = (f"   {words('tui.clock.late', days=clock.late_days)}", "bad") if clock.late_days else ""
        yield written(*due, late)
        yield from self._cards()

    def _stop(self, stop: Stop) -> str:
        words, year = self.words, self.today.year
        until = shown.day(words, stop.until, year) if stop.until else words("tui.clock.now")
        why = "tui.clock.stopped" if stop.moves_due else "tui.clock.not_late"
        since = shown.day(words, stop.since, year)
        return words(why, state=words.noun("state", stop.state), since=since, until=until, days=stop.days)

    def _cards(self) -> Iterator[Content]:
        cards = [card for card in self.detail.cards if card.round == self.detail.status.round]
        if cards:
            yield written(*(piece for card in cards for piece in self._card(card)))
        if self.detail.clock.next_card is not None:
            code, days = self.detail.clock.next_card
            level = self.words.template(f"tui.level.{code}") or code
            yield written((self.words("tui.clock.next", days=days), "quiet"), (f" {level} ", level_tone(code)))

    def _card(self, card: Card) -> tuple[Piece, ...]:
        code = card.level.code
        return (level_word(self.words, code), level_tone(code)), f" {card.on:%m-%d}  "

    # Evidence

    def evidence(self) -> Content:
        return lines(self._evidence())

    def _evidence(self) -> Iterator[Content]:
        words, found = self.words, self.detail.evidence
        yield written("")
        yield written((words("tui.task.evidence"), "bold"))
        for place, each in enumerate(found, 1):
            yield evidence_line(words, each, place, self._person(each.added_by))
        if not found:
            yield written((words("tui.task.no_evidence"), "quiet"))

    # History

    def history(self) -> Content:
        return lines(self._history())

    def _history(self) -> Iterator[Content]:
        words, detail = self.words, self.detail
        finding = detail.finding
        yield written("")
        yield written((words("tui.task.history"), "bold"))
        yield written(("○ ", "cool"), (f"{finding.issued_on}  ", "quiet"), words("tui.task.issued"))
        for move in detail.moves:
            yield from self.move(move)
        if not detail.moves:
            yield written((words("tui.task.no_moves"), "quiet"))

    def move(self, move: Move) -> Iterator[Content]:
        """One move as the history tells it."""
        words = self.words
        pieces: list[Piece] = [
            ("● ", "cool"),
            (f"{move.on}  ", "quiet"),
            (words.noun("move", move.move), "bold"),
            f"  {self._person(move.by)}",
        ]
        if move.second_by:
            pieces.append(words("tui.task.with", name=self._person(move.second_by)))
        if move.approved_by:
            pieces.append(words("tui.task.approved", name=self._person(move.approved_by)))
        if move.days:
            pieces.append(words("tui.task.by_days", days=move.days))
        yield written(*pieces)
        if move.note:
            yield written(("│ ", "faint"), (move.note, "quiet"))

    # Offers

    def offer(self, offer: Offer, place: int) -> Content:
        needs: list[str] = []
        if offer.verifiers > 1:
            needs.append(self.words("tui.offer.two"))
        if offer.approver:
            needs.append(self.words("tui.offer.approval", role=self.words.noun("role", offer.approver)))
        if offer.days_up_to:
            needs.append(self.words("tui.offer.days", days=offer.days_up_to))
        told = f"  {' · '.join(needs)}" if needs else ""
        return written((f"{place} ", "gold"), (self.words.noun("move", offer.move), "bold"), (told, "quiet"))

    def barred(self, offer: Offer) -> Content:
        words = self.words
        who = [words.noun("role", role) for role in offer.roles]
        key = f"tui.why.{offer.why}"
        why = words(key if words.template(key) else f"errors.expected.{offer.why}", who=who)
        return written(("× ", "faint"), (words.noun("move", offer.move), "quiet"), (f"  {why}", "faint"))


def evidence_line(words: Words, each: Evidence, place: int, added_by: str) -> Content:
    """A file of a task in one line."""
    size = f"{each.size / 1024 / 1024:.1f} MB" if each.size > 200_000 else f"{max(1, each.size // 1024)} kB"
    told = f"  {words.noun('evidence', each.kind)} {size}  {each.added_at:%m-%d} {added_by}"
    return written((f"{place} ", "gold"), each.name, (told, "quiet"))
