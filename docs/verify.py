"""An outside check of a supervision database (SQLite) that uses none of the program's code, only Python itself.

    python verify.py supervision.db [PERIOD ROOT]

It follows the chain of every township's trail and the chain of its sealed months; with a month and the root printed in
its bulletin it compares them. Records, facts and results are checked by `supervision trail verify`, which knows their
tables.
"""

import hashlib
import json
import sqlite3
import sys

TRAIL, TRAIL_WITH_ROWS = b"supervision-trail-v1\0", b"supervision-trail-v2\0"
ANCHOR = b"supervision-anchor-v1\0"
FIELDS = "seq, at, actor, role, action, subject, unit, facts, rows, previous, hash"


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def trail(database, township):
    """The number and hash of each entry; an error for the first that does not hold."""
    previous, hashes = "0" * 64, {}
    rows = database.execute(f"SELECT {FIELDS} FROM trail WHERE township = ? ORDER BY seq", (township,))
    for number, (seq, at, *told, before, own) in enumerate(rows, 1):
        moment = at.replace(" ", "T").removesuffix(".000000")
        *facts, of_rows = told
        form, told = (TRAIL, facts) if of_rows is None else (TRAIL_WITH_ROWS, told)
        text = canonical([moment, *told]).encode()
        link = hashlib.sha256(form + bytes.fromhex(previous) + seq.to_bytes(8, "big") + text).hexdigest()
        if (seq, before, own) != (number, previous, link):
            sys.exit(f"{township}: entry {number} of the trail does not hold")
        previous = hashes[seq] = own
    return hashes


def months(database, township, hashes):
    """The root of each sealed month; an error for the first that does not hold."""
    previous, roots = None, {}
    rows = database.execute("SELECT period, text, root FROM anchor WHERE township = ? ORDER BY period", (township,))
    for period, text, root in rows:
        told = json.loads(text)
        result = database.execute(
            "SELECT digest FROM month WHERE township = ? AND period = ?", (township, period)
        ).fetchone()[0]
        holds = {
            "root": hashlib.sha256(ANCHOR + text.encode()).hexdigest() == root,
            "month before": told["previous"] == previous,
            "trail": hashes.get(told["trail_entries"]) == told["trail_head"],
            "result": told["result"] == result,
        }
        if not all(holds.values()):
            sys.exit(f"{township} {period}: not as sealed: {', '.join(name for name, so in holds.items() if not so)}")
        previous = roots[period] = root
    return roots


def main():
    if len(sys.argv) not in (2, 4):
        sys.exit(__doc__)
    database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    for (township,) in database.execute("SELECT township FROM township ORDER BY township").fetchall():
        hashes = trail(database, township)
        roots = months(database, township, hashes)
        print(f"{township}: {len(hashes)} entries, {len(roots)} sealed months, all hold")  # noqa: T201
        if len(sys.argv) == 4 and roots.get(sys.argv[2]) != "".join(sys.argv[3].split()).lower():
            sys.exit(f"{township} {sys.argv[2]}: another root than on the paper")


if __name__ == "__main__":
    main()
