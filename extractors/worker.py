"""What a worker process does: read one document at a time, within a time limit, and leave when its parent does.

Importing this module builds the automaton, so that a fork server that has it preloaded shares it with every worker.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import connection, parent_process
from pathlib import Path
from threading import Thread

from .errors import InputError
from .extract import extract
from .reading.documents import RawDocument
from .records import Document
from .scan import scanner

SECONDS = 60.0
"""Time a document may take, and as much again for each megabyte of it."""

scanner()


class _TooLong(BaseException):
    """The time limit; no `except Exception` on the way may swallow it."""


def read(raw: RawDocument) -> Document | InputError:
    """The record of a document; an InputError where a rule fails over it or takes too long: that costs no other."""
    try:
        with _limited(SECONDS * (1 + raw.size / 1e6)):
            return extract(raw)
    except _TooLong:
        return InputError(f"{raw.path}: given up, reading it takes too long; please report the text")
    except Exception as error:  # a fault in a rule must not cost the other documents
        return InputError(f"{raw.path}: a rule failed over it ({located(error)}); please report the text")


def located(error: BaseException) -> str:
    """An error that is our own fault, on one line, with the place in the code that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f", {Path(frames[-1].filename).name} line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}: {error}{where}"


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Interrupt what takes longer (regular expressions too: they look for signals), where the system has timers."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def interrupt(*_: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def begin() -> None:
    """Set up a worker process: Ctrl-C is the parent's business, and a worker does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        Thread(target=_leave_with, args=(parent.sentinel,), daemon=True).start()


def _leave_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
