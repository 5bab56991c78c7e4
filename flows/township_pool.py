"""How several townships run at once: in processes, as threads give nothing to work of the processor.

A process opens the database for one township and closes it again: one connection a process, none while it waits.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import Any

from flows.county import FAILED, Order, Told, TownshipOutcome, close_township


def close_townships(order: Order, townships: Sequence[str], jobs: int, told: Told) -> list[TownshipOutcome]:
    """Close the month of these townships, so many at once; each is told as soon as it is done."""
    outcomes: list[TownshipOutcome] = []
    for outcome in _in_turn(order, townships) if jobs == 1 else _at_once(order, townships, jobs):
        outcomes.append(outcome)
        told(outcome)
    return outcomes


def _in_turn(order: Order, townships: Sequence[str]) -> Iterator[TownshipOutcome]:
    return (close_township(order, each) for each in townships)


def _at_once(order: Order, townships: Sequence[str], jobs: int) -> Iterator[TownshipOutcome]:
    """Where a process dies it takes all others of its pool along: what is left then has a process each."""
    left = dict.fromkeys(townships)
    try:
        with _processes(min(jobs, len(townships))) as pool:
            for future in as_completed([pool.submit(close_township, order, each) for each in townships]):
                outcome = future.result()
                del left[outcome.township]
                yield outcome
    except BrokenProcessPool:
        yield from (_alone(order, each) for each in left)


def _alone(order: Order, township: str) -> TownshipOutcome:
    try:
        with _processes(1) as pool:
            return pool.submit(close_township, order, township).result()
    except BrokenProcessPool:
        return TownshipOutcome(township, FAILED, reason=order.settings.words("flows.process-died"))


@contextmanager
def _processes(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """They start from a clean process that has everything imported; this one may have threads of Prefect's."""
    by_fork = sys.platform != "win32"
    context: Any = multiprocessing.get_context("forkserver" if by_fork else "spawn")
    if by_fork:
        context.set_forkserver_preload(["flows.cycle"])
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_settle)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _settle() -> None:
    """Ctrl-C is for the parent, which ends us in order; without a parent there is nobody left to work for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
