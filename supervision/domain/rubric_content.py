"""What a rubric says, apart from how it is written: its content hash, and its text as YAML.

Reading such a text is `store.rubrics`' question, comparing two of them `rubric_diff`'s.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping

from supervision.domain.rubric_cells import dumped, plain

_BARE = re.compile(r"[a-z_]+")


def content_sha(tree: Mapping[str, object]) -> str:
    """sha256 of all that the rubric says except its version number: 1 is 1.0, and comments say nothing."""
    told = {key: plain(value) for key, value in tree.items()}
    head = told.get("rubric")
    if isinstance(head, dict):
        head.pop("version", None)
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, default=lambda exact: {"number": str(exact)})
    return hashlib.sha256(text.encode()).hexdigest()


def rubric_text(tree: Mapping[str, object]) -> str:
    """The rubric as a file that `store.rubrics` reads; the same content gives the same text."""
    return "\n".join(_block(tree, "")) + "\n"


def _block(tree: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in tree.items():
        name = key if _BARE.fullmatch(key) else dumped(key)
        if isinstance(value, Mapping) and value:
            yield f"{indent}{name}:"
            yield from _block(value, f"{indent}  ")
        elif isinstance(value, list) and value and all(isinstance(each, Mapping) for each in value):
            yield f"{indent}{name}:"
            yield from (f"{indent}  - {dumped(plain(each))}" for each in value)
        else:
            yield f"{indent}{name}: {dumped(plain(value))}"
