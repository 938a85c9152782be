"""A limit to the time that something may take, and what went wrong on one line."""

from __future__ import annotations

import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class TooLongError(BaseException):
    """The time limit; no `except Exception` on the way may swallow it."""


def located(error: BaseException) -> str:
    """An error that is our own fault, on one line, with the place in the code that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f", {Path(frames[-1].filename).name} line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}: {error}{where}"


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Interrupt what computes longer (regular expressions too: they look for signals), where the system has timers.

    Time of the processor counts: what a text gives must not depend on how busy the machine is.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, interrupt)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
