"""What a worker process does: read one document at a time, within a time limit, and leave when its parent does."""

from __future__ import annotations

import os
import signal
from multiprocessing import connection, parent_process
from threading import Thread

from .errors import InputError
from .extract import extract
from .limits import TooLongError, limited, located
from .reading.documents import RawDocument
from .records import Document

SECONDS = 60.0
"""Time of the processor that a document may take, and as much again for each megabyte of it."""


def limit(raw: RawDocument) -> float:
    """The seconds that a document may take."""
    return SECONDS * (1 + raw.size / 1e6)


def read(raw: RawDocument) -> Document | InputError:
    """The record of a document; an InputError where a rule fails over it or takes too long: that costs no other."""
    try:
        with limited(limit(raw)):
            return extract(raw)
    except TooLongError:
        return InputError(f"{raw.path}: given up, reading it takes too long; please report the text")
    except Exception as error:  # a fault in a rule must not cost the other documents
        return InputError(f"{raw.path}: a rule failed over it ({located(error)}); please report the text")


def begin() -> None:
    """Set up a worker process: Ctrl-C is the parent's business, and a worker does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        Thread(target=_leave_with, args=(parent.sentinel,), daemon=True).start()


def _leave_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
