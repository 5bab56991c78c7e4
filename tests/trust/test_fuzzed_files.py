"""Files that were damaged at random: read as rows, or refused in words, quickly; never any other end."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from supervision.domain.errors import BadFile
from supervision.store.bundle import read_bundle
from supervision.store.pictures import clean
from supervision.store.rubrics import read_rubric
from tests.conftest import SAMPLE
from tests.services.test_evidence import picture

TRIES = 2_500
SLOWEST = 5.0
"""Seconds for one damaged file."""
TOKENS = (
    b"\x00",
    b"\xff\xfe",
    b'"',
    b"\n",
    b",",
    b"=cmd|x",
    b"\xe2\x80\xae",
    b"<!DOCTYPE x [",
    b"&a;",
    b"9" * 40,
    b"-",
    b"\xf0\x9f",
)

pytestmark = pytest.mark.heavy


def damaged(data: bytes, chance: random.Random) -> bytes:
    """One to four accidents: bytes flipped, cut out, doubled, moved, a token slipped in, the end gone."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(max(1, len(made)))
        size = chance.randint(1, 40)
        match chance.randrange(6):
            case 0:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del made[at : at + size]
            case 2:
                made[at:at] = made[at : at + size]
            case 3:
                made[at:at] = chance.choice(TOKENS)
            case 4:
                del made[at:]
            case _:
                part = made[at : at + size]
                del made[at : at + size]
                there = chance.randrange(max(1, len(made)))
                made[there:there] = part
    return bytes(made)


def ends_of(data: bytes, read: Callable[[bytes], object], seed: int) -> Counter[str]:
    """How reading damaged copies ended; any end that is not ours is raised."""
    chance, ends = random.Random(seed), Counter[str]()
    for _ in range(TRIES):
        copy = damaged(data, chance)
        begun = time.perf_counter()
        try:
            read(copy)
            ends["read"] += 1
        except BadFile:
            ends["refused"] += 1
        except Exception as error:
            from supervision.domain.errors import SupervisionError

            if not isinstance(error, SupervisionError):
                raise AssertionError(copy[:200]) from error
            ends["refused"] += 1
        assert time.perf_counter() - begun < SLOWEST
    return ends


@pytest.mark.parametrize("name", ["findings.xlsx", "findings.csv", "moves.csv", "measures.csv", "months.csv"])
def test_a_damaged_table_is_read_or_refused(name: str, tmp_path: Path) -> None:
    place = tmp_path / name

    def read(data: bytes) -> None:
        place.write_bytes(data)
        bundle = read_bundle(place)
        if bundle.problems:
            raise BadFile(bundle.problems)
        assert bundle.tables

    data = (SAMPLE / name).read_bytes()
    print(f"{name}: {TRIES} damaged copies, {dict(ends_of(data if name.endswith('xlsx') else data[:6000], read, 1))}")


def test_a_damaged_rubric_is_read_or_refused() -> None:
    text = (SAMPLE.parent / "rubric.yaml").read_bytes()
    ends = ends_of(text, lambda data: read_rubric(data.decode("utf-8", errors="replace"), "rubric.yaml"), 2)
    print(f"rubric.yaml: {TRIES} damaged copies, {dict(ends)}")


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_damaged_photograph_is_read_or_refused(kind: str) -> None:
    data = picture(kind.upper(), (64, 48))
    ends = ends_of(data, lambda copy: clean(copy, kind, "a"), 3)
    print(f"{kind}: {TRIES} damaged copies, {dict(ends)}")
    assert ends["refused"]
