"""Taking in a new version of the rubric (考评细则). What it would change: `queries.rubric_versions`."""

from __future__ import annotations

from pathlib import Path

from supervision.context import Context
from supervision.domain.errors import BadInput
from supervision.domain.permission import Action
from supervision.domain.rubric_content import rubric_text
from supervision.queries.rubric_versions import RUBRICS, RubricReview, review_rubric
from supervision.store.rows import insert_row
from supervision.store.rubrics import read_rubric, rubric_sha


def import_rubric(context: Context, path: Path) -> RubricReview:
    """Store what the file says as a new version, which months opened from now on pin; the versions before stay.

    Raises BadFile for a faulty file, BadInput where the linter finds errors. Nothing happens where nothing is new.
    """
    with context.command(Action.REVISE_RUBRIC) as work:
        review = review_rubric(work, path)
        if review.errors:
            raise BadInput("doubtful-rubric", count=review.errors)
        if review.version is None:
            work.nothing_to_do()
            return review
        tree = review.comparison.new.tree
        head = tree["rubric"]
        text = rubric_text({**tree, "rubric": {**(head if isinstance(head, dict) else {}), "version": review.version}})
        rubric = read_rubric(text, path.name)
        insert_row(
            work.session,
            RUBRICS,
            township=work.township,
            version=rubric.version,
            sha256=rubric_sha(text),
            text=text,
            source=path.name[:200],
            recorded_at=work.now,
        )
        work.audit(f"rubric:{rubric.label}", sha256=rubric_sha(text), changes=len(review.comparison.changes))
        return review
