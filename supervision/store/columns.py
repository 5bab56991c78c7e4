"""How exact values lie in a database: decimals as text, points as ten-thousandths. Money is whole fen."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Dialect, Index, Integer, MetaData, String, text
from sqlalchemy.types import TypeDecorator

PLACES = 4
POINTS_PER = Decimal(10**PLACES)

BigKey = BigInteger().with_variant(Integer, "sqlite")
"""A surrogate key: SQLite numbers rows by itself only where the type is INTEGER."""


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal as it was written, however many places it has."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Points(TypeDecorator[Decimal]):
    """Points of a score, exact to four places, as a whole number of ten-thousandths."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value * POINTS_PER)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-PLACES)


_WHERE = "postgresql_where"


def partial_index(name: str, *columns: str, sqlite: str, postgresql: str) -> Index:
    """An index of some rows only. PostgreSQL hears which in `told_to_postgresql`: saying it loads all its drivers."""
    return Index(name, *columns, sqlite_where=text(sqlite), info={_WHERE: postgresql})


def told_to_postgresql(metadata: MetaData) -> MetaData:
    """The same tables, their partial indexes complete: for whoever makes or compares a database's shape."""
    for table in metadata.tables.values():
        for index in table.indexes:
            if _WHERE in index.info:
                index.dialect_kwargs[_WHERE] = text(index.info[_WHERE])
    return metadata
