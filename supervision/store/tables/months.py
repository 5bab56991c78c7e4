"""Where each month stands, and what it came to once it is sealed: frozen rows with one digest."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Text
from sqlmodel import Field

from supervision.store.columns import Points
from supervision.store.row import Row


def _points(nullable: bool = False) -> Column[Decimal]:
    return Column(Points, nullable=nullable)


class MonthRow(Row, table=True):
    """周期: a month from planning to seal. `draft_sha` names the draft that an approval signs, `head` is
    canonical JSON of what a sealed result has beside its units."""

    __tablename__ = "month"
    __table_args__ = (ForeignKeyConstraint(["township", "rubric_version"], ["rubric.township", "rubric.version"]),)

    township: str = Field(primary_key=True, max_length=40)
    period: str = Field(primary_key=True, max_length=7)
    state: str = Field(max_length=20)
    opened_at: datetime = Field(sa_type=DateTime)
    planned_seal_at: datetime | None = Field(sa_type=DateTime)
    rubric_version: int
    seal_at: datetime | None = Field(sa_type=DateTime)
    draft: str | None = Field(sa_column=Column(Text, nullable=True))
    draft_sha: str | None = Field(max_length=64)
    public_from: date | None
    approved_by: str | None = Field(max_length=40)
    approved_at: datetime | None = Field(sa_type=DateTime)
    return_reason: str | None = Field(sa_column=Column(Text, nullable=True))
    sealed_at: datetime | None = Field(sa_type=DateTime)
    head: str | None = Field(sa_column=Column(Text, nullable=True))
    digest: str | None = Field(max_length=64)
    version: int


class LookbackDrawRow(Row, table=True):
    """回头看 sample of a month, in the order of the draw (R-40)."""

    __tablename__ = "lookback_draw"

    township: str = Field(primary_key=True, max_length=40, foreign_key="township.township")
    period: str = Field(primary_key=True, max_length=7)
    place: int = Field(primary_key=True)
    task_no: str = Field(max_length=60)


class ScorecardRow(Row, table=True):
    """One unit's sealed month. `rest` is canonical JSON of what has no column of its own."""

    __tablename__ = "scorecard"
    __table_args__ = (ForeignKeyConstraint(["township", "period"], ["month.township", "month.period"]),)

    township: str = Field(primary_key=True, max_length=40)
    period: str = Field(primary_key=True, max_length=7)
    unit: str = Field(primary_key=True, max_length=40)
    name: str = Field(max_length=200)
    raw: Decimal = Field(sa_column=_points())
    raw_max: Decimal = Field(sa_column=_points())
    base: Decimal = Field(sa_column=_points())
    bonus: Decimal = Field(sa_column=_points())
    adjustments: Decimal = Field(sa_column=_points())
    final: Decimal = Field(sa_column=_points())
    rank: int | None
    rest: str = Field(sa_column=Column(Text, nullable=False))


class ItemScoreRow(Row, table=True):
    """One item of a unit's sealed month; `earned` is empty where the item was excluded (`why`)."""

    __tablename__ = "item_score"

    township: str = Field(primary_key=True, max_length=40)
    period: str = Field(primary_key=True, max_length=7)
    unit: str = Field(primary_key=True, max_length=40)
    item: str = Field(primary_key=True, max_length=20)
    place: int
    max: Decimal = Field(sa_column=_points())
    earned: Decimal | None = Field(sa_column=_points(nullable=True))
    due: bool
    applicable: bool
    why: str | None = Field(max_length=40)


class ScoreLineRow(Row, table=True):
    """One leaf of a sealed score. `section` is the item's code, or `bonus`, `adjustment`, `cap`."""

    __tablename__ = "score_line"

    township: str = Field(primary_key=True, max_length=40)
    period: str = Field(primary_key=True, max_length=7)
    unit: str = Field(primary_key=True, max_length=40)
    section: str = Field(primary_key=True, max_length=20)
    place: int = Field(primary_key=True)
    points: Decimal = Field(sa_column=_points())
    reason: str = Field(max_length=40)
    source: str = Field(sa_column=Column(Text, nullable=False))


class ConsequenceRow(Row, table=True):
    """A proposed reward or penalty of a sealed month; `because` is canonical JSON of the metrics. Amounts in yuan."""

    __tablename__ = "consequence"

    township: str = Field(primary_key=True, max_length=40)
    period: str = Field(primary_key=True, max_length=7)
    unit: str = Field(primary_key=True, max_length=40)
    code: str = Field(primary_key=True, max_length=20)
    place: int
    kind: str = Field(max_length=20)
    amount: int | None
    because: str = Field(sa_column=Column(Text, nullable=False))


class CadreScoreRow(Row, table=True):
    """实绩考核 of one person at a quarter's end; `proposals` is canonical JSON."""

    __tablename__ = "cadre_score"

    township: str = Field(primary_key=True, max_length=40)
    period: str = Field(primary_key=True, max_length=7)
    person_no: str = Field(primary_key=True, max_length=40)
    unit: str = Field(max_length=40)
    score: Decimal = Field(sa_column=_points())
    grade: str = Field(max_length=20)
    proposals: str = Field(sa_column=Column(Text, nullable=False))


class AppealRow(Row, table=True):
    """申诉: a unit objects to one line of its month; `section` and `source` name the line.

    `points_after` is what the line costs once the facts behind an upheld appeal are put right (0: it is gone).
    """

    __tablename__ = "appeal"
    __table_args__ = (ForeignKeyConstraint(["township", "period"], ["month.township", "month.period"]),)

    township: str = Field(primary_key=True, max_length=40)
    appeal_no: str = Field(primary_key=True, max_length=60)
    period: str = Field(max_length=7)
    unit: str = Field(max_length=40)
    section: str = Field(max_length=20)
    source: str = Field(sa_column=Column(Text, nullable=False))
    reason: str = Field(sa_column=Column(Text, nullable=False))
    filed_by: str = Field(max_length=40)
    filed_at: datetime = Field(sa_type=DateTime)
    state: str = Field(max_length=20)
    decided_by: str | None = Field(max_length=40)
    decided_at: datetime | None = Field(sa_type=DateTime)
    answer: str | None = Field(sa_column=Column(Text, nullable=True))
    points_before: Decimal = Field(sa_column=_points())
    points_after: Decimal | None = Field(sa_column=_points(nullable=True))
    version: int


class ProposalRow(Row, table=True):
    """What people have decided about a proposed consequence; the proposal itself is a frozen ConsequenceRow."""

    __tablename__ = "proposal"
    __table_args__ = (
        ForeignKeyConstraint(
            ["township", "period", "unit", "code"],
            ["consequence.township", "consequence.period", "consequence.unit", "consequence.code"],
        ),
    )

    township: str = Field(primary_key=True, max_length=40)
    period: str = Field(primary_key=True, max_length=7)
    unit: str = Field(primary_key=True, max_length=40)
    code: str = Field(primary_key=True, max_length=20)
    state: str = Field(max_length=20)
    decided_by: str | None = Field(max_length=40)
    decided_at: datetime | None = Field(sa_type=DateTime)
    note: str | None = Field(sa_column=Column(Text, nullable=True))
    version: int
