"""Signing in with a password: one refusal for every reason, waits after mistakes, nothing secret in the trail."""

from __future__ import annotations

from datetime import timedelta

import pytest

from supervision.context import Context
from supervision.domain.errors import BadInput, NotPermitted, SupervisionError
from supervision.domain.passwords import LONGEST_WAIT, generated, is_locked, wait_after
from supervision.queries.accounts import accounts, password_version, passwords_asked
from supervision.services.accounts import change_password, set_password, sign_in
from supervision.store.mapping import table_of
from supervision.store.tables.accounts import AccountRow
from supervision.store.tables.trail import TrailRow
from tests.conftest import NOW, fixed, person

INSPECTOR, SECRETARY, BRANCH = "P000005", "P000001", "P000021"
PASSWORD = "青山绿水-2026-长流"


def later(context: Context, minutes: float) -> Context:
    return Context(context.database, context.township, context.actor, fixed(NOW + timedelta(minutes=minutes)))


def code(context: Context, who: str, password: str) -> str:
    with pytest.raises(SupervisionError) as refused:
        sign_in(context, who, password, "test")
    return refused.value.code


def test_somebody_signs_in_by_number_and_by_name(sample: Context) -> None:
    set_password(sample, INSPECTOR, PASSWORD)
    with sample.reading() as reading:
        name = accounts(reading)[0].name
        assert passwords_asked(reading)
    for who in (INSPECTOR, name, f" {INSPECTOR} "):
        signed_in = sign_in(sample, who, PASSWORD, "test")
        assert (signed_in.actor.person_no, signed_in.actor.role) == (INSPECTOR, "inspector")


def test_every_refusal_is_the_same(sample: Context) -> None:
    set_password(sample, INSPECTOR, PASSWORD)
    assert code(sample, INSPECTOR, PASSWORD + "x") == "sign-in-refused"
    assert code(sample, SECRETARY, PASSWORD) == "sign-in-refused"
    assert code(sample, "nobody", PASSWORD) == "sign-in-refused"
    assert code(sample, "", "") == "sign-in-refused"


def test_after_five_mistakes_one_waits_and_the_trail_stops_growing(sample: Context) -> None:
    set_password(sample, INSPECTOR, PASSWORD)
    for _ in range(5):
        code(sample, INSPECTOR, "wrong password")
    seen = _trail(sample)
    assert code(sample, INSPECTOR, PASSWORD) == "sign-in-refused"
    assert _trail(sample) == seen
    with sample.reading() as reading:
        (line,) = accounts(reading)
    assert (line.failed, line.locked_until) == (5, NOW + timedelta(minutes=1))
    assert sign_in(later(sample, 1), INSPECTOR, PASSWORD, "test")
    with sample.reading() as reading:
        assert accounts(reading)[0].failed == 0


def test_waits_grow_up_to_a_quarter_of_an_hour() -> None:
    minutes = [wait_after(failed) / timedelta(minutes=1) for failed in range(4, 12)]
    assert minutes == [0, 1, 2, 4, 8, 15, 15, 15]
    assert wait_after(10**6) == LONGEST_WAIT
    assert is_locked(NOW + timedelta(minutes=1), NOW)
    assert not is_locked(NOW, NOW)
    assert not is_locked(NOW + timedelta(days=1), NOW)


def test_a_password_given_by_somebody_else_is_changed_before_tickets_count(sample: Context) -> None:
    given = set_password(sample, INSPECTOR)
    with sample.reading() as reading:
        assert password_version(reading, INSPECTOR) is None
    assert sign_in(sample, INSPECTOR, given, "test").must_change
    changed = change_password(sample, INSPECTOR, given, PASSWORD, "test")
    assert not changed.must_change
    assert code(sample, INSPECTOR, given) == "sign-in-refused"
    assert not sign_in(sample, INSPECTOR, PASSWORD, "test").must_change
    with sample.reading() as reading:
        assert password_version(reading, INSPECTOR) == 2


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "password-length"),
        ("x" * 201, "password-length"),
        ("aaaaaaaaaaaab", "password-guessable"),
        ("my-p000005-password", "password-guessable"),
        (PASSWORD, "password-same"),
    ],
)
def test_a_weak_password_is_not_taken(sample: Context, password: str, why: str) -> None:
    set_password(sample, INSPECTOR, PASSWORD)
    with pytest.raises(BadInput) as refused:
        change_password(sample, INSPECTOR, PASSWORD, password, "test")
    assert refused.value.code == why
    assert sign_in(sample, INSPECTOR, PASSWORD, "test")


def test_only_the_operator_and_the_administrator_give_passwords(sample: Context) -> None:
    for number in (INSPECTOR, SECRETARY, BRANCH):
        with pytest.raises(NotPermitted):
            set_password(person(sample, number), INSPECTOR, PASSWORD)
    with pytest.raises(BadInput, match="unknown-person"):
        set_password(sample, "P999999", PASSWORD)


def test_neither_passwords_nor_hashes_are_in_the_trail(sample: Context) -> None:
    first = set_password(sample, INSPECTOR)
    change_password(sample, INSPECTOR, first, PASSWORD, "test")
    code(sample, INSPECTOR, "wrong password")
    with sample.reading() as reading:
        hashed = reading.session.execute(table_of(AccountRow).select()).one().password_hash
    told = str(_trail(sample))
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    for secret in (first, PASSWORD, "wrong password", hashed, hashed.rpartition("$")[2]):
        assert secret not in told
    assert '"right":false' in told


def test_generated_passwords_differ_and_are_taken(sample: Context) -> None:
    assert len({generated() for _ in range(50)}) == 50
    assert len(set_password(sample, INSPECTOR)) == 19


def _trail(context: Context) -> list[tuple[object, ...]]:
    with context.reading() as reading:
        return [tuple(row) for row in reading.session.execute(table_of(TrailRow).select())]
