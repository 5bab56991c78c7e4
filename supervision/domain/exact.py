"""How numbers are rounded and written (R-1): half up, away from zero, and only where a rule says so."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

HUNDREDTHS = Decimal("0.01")
TEN_THOUSANDTHS = Decimal("0.0001")
ZERO = Decimal(0)

Exact = Decimal | Fraction | int


def fraction(value: Exact) -> Fraction:
    return value if isinstance(value, Fraction) else Fraction(value)


def _rounded(value: Exact, places: int) -> Decimal:
    if isinstance(value, Decimal) and -value.as_tuple().exponent <= places:  # type: ignore[operator]
        with localcontext() as wide:
            wide.prec = 60
            return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) + ZERO
    exact = fraction(value)
    scaled = abs(exact.numerator) * 10**places * 2 + exact.denominator
    whole = scaled // (exact.denominator * 2)
    return Decimal(whole if exact.numerator >= 0 else -whole).scaleb(-places)


def round2(value: Exact) -> Decimal:
    """Two places, half away from zero."""
    return _rounded(value, 2)


def round4(value: Exact) -> Decimal:
    """Four places, half away from zero."""
    return _rounded(value, 4)


def written(value: Decimal, places: int) -> str:
    """The number as the results write it; never `-0.00`."""
    text = f"{value:.{places}f}"
    return text[1:] if text.startswith("-") and not text.strip("-0.") else text
