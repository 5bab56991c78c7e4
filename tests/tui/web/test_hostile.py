"""Hostile strings in the browser: the sign-in, the name of a file that is handed in.

The strings are `tests.trust.hostile`'s; other doors are tried in `tests/trust`.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote

import pytest

from supervision.context import Context
from supervision.queries.evidence import evidence_of
from tests.services.test_evidence import picture, task_of
from tests.trust.hostile import CORPUS, harm_in
from tests.trust.test_hostile_outputs import Tags
from tests.tui.web.conftest import Browser

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
"""What aiohttp says of a header that is none."""
some_or_all = pytest.mark.parametrize(
    "names", [list(CORPUS)[::9], pytest.param(list(CORPUS), marks=pytest.mark.heavy)], ids=["some", "all"]
)


def sent(text: str) -> str:
    """As a browser can send it: half a character goes as U+FFFD."""
    return text.encode("utf-8", "replace").decode()


def harm_of(page: str, harmless: str) -> str | None:
    """What acts in the page and is not there in the page that a harmless text gives."""
    found = harm_in(page)
    more = tags_in(page) - tags_in(harmless)
    return found or (f"{dict(more)} that act" if more else None)


def tags_in(page: str) -> Counter[str]:
    tags = Tags()
    tags.feed(page)
    return tags.found


@some_or_all
async def test_whatever_is_typed_at_the_sign_in_is_refused_alike(browser: Browser, names: list[str]) -> None:
    harmless = await (await browser.sign_in("nobody", "x")).text()
    counts, harm = Counter[int](), []
    for field in ("who", "password"):
        for name in names:
            given = {"who": "nobody", "password": "x", field: sent(CORPUS[name])}
            answer = await browser.sign_in(**given)
            counts[answer.status] += 1
            wrong = harm_of(await answer.text(), harmless)
            harm += [f"{field} ← {name}: {answer.status} {wrong}"] if wrong or answer.status >= 500 else []
    print(f"sign-in: {len(names)} strings × 2 fields: answers {dict(counts)}, harmful {len(harm)}")
    assert not harm, "\n".join(harm)
    assert 303 not in counts


@some_or_all
async def test_the_name_of_a_file_is_kept_harmless_or_refused(
    browser: Browser, guarded: Context, names: list[str]
) -> None:
    task = task_of(guarded)
    await browser.sign_in()
    harmless = await (await browser.get(f"/upload/{quote(task)}")).text()
    counts, harm = Counter[int](), []
    for number, name in enumerate(names):
        label = re.sub(r'[\r\n"]', "_", sent(CORPUS[name])[:2000])  # what a header cannot hold
        headers = {"Origin": browser.origin, "Content-Type": "multipart/form-data; boundary=edge"}
        body = handed_in(f"{label}.png", picture(size=(8 + number % 50, 6 + number // 50)))
        answer = await browser.session.post(f"{browser.origin}/upload/{quote(task)}", data=body, headers=headers)
        counts[answer.status] += 1
        page = await answer.text()
        wrong = harm_of(page, harmless)
        harm += [f"file name ← {name}: {answer.status} {wrong}"] if wrong or answer.status >= 500 else []
    with guarded.reading() as reading:
        kept = [each.name for each in evidence_of(reading, task)]
    harm += [f"kept: {found}" for each in kept if (found := harm_in(each))]
    harm += [f"kept as a path: {each!r}" for each in kept if each.startswith(("/", "../"))]
    print(f"upload: {len(names)} strings: answers {dict(counts)}, kept {len(kept)}, harmful {len(harm)}")
    assert not harm, "\n".join(harm)


def handed_in(name: str, content: bytes) -> bytes:
    """A form as no library would send it: the name goes as it is."""
    head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    return head.encode() + b"Content-Type: image/png\r\n\r\n" + content + b"\r\n--edge--\r\n"
