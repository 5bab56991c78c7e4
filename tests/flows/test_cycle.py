"""The monthly cycle in plain calls: what it leaves behind, when it waits, what it repeats and what not."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from flows import documents
from flows.cycle import run_cycle
from flows.entry import run_months_plain
from flows.steps import STEPS
from supervision.context import Context
from supervision.domain.errors import BadInput, Broken, NotPermitted, NotThisMonth
from supervision.domain.result_json import dump, month_json
from supervision.i18n import LANGUAGES, Words
from supervision.queries.months import month_line, month_result
from supervision.services.importing import import_bundle
from supervision.services.months import approve_month, return_month
from supervision.settings import enter
from tests.conftest import SAMPLE, SECRETARY, person
from tests.flows.standing import FIRST_HALF, copy_of, settings_of, state_of


def test_half_a_year_gives_the_expected_results_through_the_whole_path(township_file: Path) -> None:
    settings = settings_of(township_file)
    outcomes = run_months_plain(settings, FIRST_HALF, approve_as=SECRETARY)
    assert [outcome.period for outcome in outcomes] == FIRST_HALF
    assert all(outcome.finished and outcome.changed for outcome in outcomes)
    context = enter(settings)
    with context.reading() as reading:
        for period in FIRST_HALF:
            expected = (SAMPLE / "expected" / f"{period}.json").read_text(encoding="utf-8")
            assert dump(month_json(month_result(reading, period))) == expected
    context.database.close()


def test_running_finished_months_again_changes_nothing(township_file: Path) -> None:
    settings = settings_of(township_file)
    run_months_plain(settings, FIRST_HALF[:2], approve_as=SECRETARY)
    before = state_of(township_file)
    again = run_months_plain(settings, FIRST_HALF[:2], approve_as=SECRETARY)
    assert state_of(township_file) == before
    assert all(outcome.finished and not outcome.changed for outcome in again)


def test_without_a_signature_the_month_waits_and_the_next_one_does_not_begin(township_file: Path) -> None:
    settings = settings_of(township_file)
    (outcome,) = run_months_plain(settings, FIRST_HALF[:2])
    assert (outcome.period, outcome.finished, outcome.waiting_for) == ("2026-01", False, "approval")
    assert outcome.digest is None
    assert [path.parent.name for path in outcome.documents] == ["draft", "draft"]
    before = state_of(township_file)
    (again,) = run_months_plain(settings, FIRST_HALF[:2])
    assert not again.changed
    assert state_of(township_file) == before


def test_a_waiting_month_goes_on_from_the_signature_given_elsewhere(township_file: Path) -> None:
    settings = settings_of(township_file)
    (waiting,) = run_months_plain(settings, ["2026-01"])
    context = enter(settings)
    assert waiting.draft is not None
    approve_month(person(context, SECRETARY), "2026-01", waiting.draft)
    (outcome,) = run_months_plain(settings, ["2026-01"])
    assert outcome.finished
    assert outcome.digest == waiting.draft
    context.database.close()


def test_a_returned_draft_is_scored_again_and_waits_again(township_file: Path) -> None:
    settings = settings_of(township_file)
    run_months_plain(settings, ["2026-01"])
    context = enter(settings)
    return_month(person(context, SECRETARY), "2026-01", "numbers to be checked")
    (outcome,) = run_months_plain(settings, ["2026-01"])
    assert outcome.waiting_for == "approval"
    with context.reading() as reading:
        assert month_line(reading, "2026-01").state == "awaiting_approval"
    context.database.close()


def test_facts_that_come_in_under_the_signature_are_scored_and_signed_again(
    township_file: Path, tmp_path: Path
) -> None:
    late = tmp_path / "bonuses.csv"
    late.write_text(
        "bonus_no,unit,code,level,matter,approved_on,recorded_at\nLATE1,V01,J01,county,,2026-01-20,2026-01-21T09:00:00\n",
        encoding="utf-8",
    )
    settings = settings_of(township_file)
    steps: list[str] = []

    def say(step: str) -> None:
        if step == "seal" and "seal" not in steps:
            import_bundle(enter(settings), late)
        steps.append(step)

    outcome = run_cycle(settings, "2026-01", approve_as=SECRETARY, say=say)
    assert outcome.finished
    assert [step for step in steps if step in ("score", "approve", "seal")] == ["score", "approve", "seal"] * 2
    context = enter(settings)
    with context.reading() as reading:
        units = month_result(reading, "2026-01").units
    assert ("V01", "LATE1") in [(unit.unit, line.source) for unit in units for line in unit.bonus_lines]
    context.database.close()


def test_every_step_is_announced_once_in_the_order_of_the_month(township_file: Path) -> None:
    told: list[tuple[str, str, int, int]] = []
    run_months_plain(
        settings_of(township_file), FIRST_HALF[:2], approve_as=SECRETARY, on_step=lambda *step: told.append(step)
    )
    one_month = [*STEPS, "end"]
    assert [step for _, step, _, _ in told] == one_month * 2
    assert [done for _, _, done, _ in told] == [*range(10), *range(9, 19)]
    assert {total for *_, total in told} == {18}


def test_lost_documents_are_written_again_and_edited_ones_are_left_alone(township_file: Path) -> None:
    settings = settings_of(township_file)
    (first,) = run_months_plain(settings, ["2026-01"], approve_as=SECRETARY)
    lost, edited, _ = first.documents
    before = lost.read_bytes()
    lost.unlink()
    edited.write_bytes(b"edited by the office")
    (second,) = run_months_plain(settings, ["2026-01"], approve_as=SECRETARY)
    assert second.changed
    assert lost.read_bytes() == before
    assert edited.read_bytes() == b"edited by the office"


def test_who_may_not_sign_is_refused_before_anything_is_done(township_file: Path) -> None:
    before = state_of(township_file)
    with pytest.raises(NotPermitted):
        run_months_plain(settings_of(township_file), ["2026-01"], approve_as="P000005")
    with pytest.raises(BadInput):
        run_months_plain(settings_of(township_file), ["2026-01"], approve_as="nobody")
    assert state_of(township_file) == before


def test_a_failing_step_says_what_where_and_what_is_kept(township_file: Path) -> None:
    with pytest.raises(NotThisMonth) as caught:
        run_months_plain(settings_of(township_file), ["2026-02"], approve_as=SECRETARY)
    assert caught.value.code == "month-before-not-sealed"
    (note,) = caught.value.__notes__
    assert "桑河乡" in note
    assert "2026-02" in note
    assert "Scoring" in note
    assert "Issuing the cards that are due" in note
    assert "run the earlier month first" in note


def test_a_full_disk_or_a_missing_right_stops_one_step_and_the_next_run_goes_on(township_file: Path) -> None:
    settings = settings_of(township_file)
    in_the_way = township_file.parent / "documents"
    in_the_way.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(Broken) as caught:
        run_months_plain(settings, ["2026-01"], approve_as=SECRETARY)
    assert caught.value.code == "step-failed"
    assert caught.value.facts["step"] == "draft"
    assert "Scoring" in caught.value.__notes__[0]
    in_the_way.unlink()
    (outcome,) = run_months_plain(settings, ["2026-01"], approve_as=SECRETARY)
    assert outcome.finished


def test_a_draft_that_waits_keeps_its_seal_moment_however_late_it_is_signed(
    half_year_file: Path, tmp_path: Path
) -> None:
    file = copy_of(half_year_file, tmp_path / "township")
    drafted, signed = datetime(2026, 8, 3, 9, 0), datetime(2026, 8, 5, 9, 0)
    (waiting,) = run_months_plain(settings_of(file, drafted), ["2026-07"])
    (outcome,) = run_months_plain(settings_of(file, signed), ["2026-07"], approve_as=SECRETARY)
    assert (waiting.waiting_for, outcome.finished) == ("approval", True)
    assert outcome.digest == waiting.draft
    context = enter(settings_of(file, signed))
    with context.reading() as reading:
        line = month_line(reading, "2026-07")
    assert (line.sealed_at, line.approved_at) == (drafted, signed)
    context.database.close()


def test_a_township_code_never_leads_out_of_the_folder(township_file: Path) -> None:
    context = enter(settings_of(township_file))
    elsewhere = Context(context.database, "../up\\and:away", context.actor, context.clock)
    name = documents.named(elsewhere, documents.BULLETIN)
    assert Path(name).name == name
    assert not set(name) & set("/\\:")
    context.database.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_has_its_words(lang: str) -> None:
    words = Words(lang)
    assert all(words.template(f"flows.step.{step}") for step in ("prefect", *STEPS, "end"))
