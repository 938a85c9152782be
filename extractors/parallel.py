"""Documents read in several processes, in the order in which they came, with a bounded number under way."""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain

from .errors import InputError, WorkersError
from .reading.documents import RawDocument
from .records import Document

Read = tuple[RawDocument, Document | InputError]

_FEW = 8  # documents that are read sooner than workers start
_UNDER_WAY = 256  # documents: workers have enough to read while what is done is stored
_BYTES_UNDER_WAY = 4_000_000


def read_all(raws: Iterable[RawDocument], jobs: int) -> Iterator[Read]:
    """Each document with its record, or with the error that it cost; by at most `jobs` processes."""
    stream = iter(raws)
    first = _few(stream) if jobs > 1 else []
    rest = chain(first, stream)
    if jobs > 1 and (len(first) == _FEW or sum(raw.size for raw in first) > _BYTES_UNDER_WAY):
        yield from _Workers(jobs).read_all(rest)
    else:
        from .worker import read

        yield from ((raw, read(raw)) for raw in rest)


def _few(raws: Iterator[RawDocument]) -> list[RawDocument]:
    """The first documents, as many as tell whether workers are worth their start."""
    found: list[RawDocument] = []
    while len(found) < _FEW and sum(raw.size for raw in found) <= _BYTES_UNDER_WAY:
        if (raw := next(raws, None)) is None:
            break
        found.append(raw)
    return found


class _Workers:
    """A pool of processes that is renewed when one of them dies."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._others = multiprocessing.active_children()
        self._pool = self._new_pool()
        self._pending: deque[tuple[RawDocument, Future[Document | InputError]]] = deque()
        self._bytes = 0

    def _new_pool(self) -> ProcessPoolExecutor:
        from . import worker

        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:
            context.set_forkserver_preload([worker.__name__, f"{__package__}.preloaded"])
        return ProcessPoolExecutor(self._jobs, context, worker.begin)

    def read_all(self, raws: Iterator[RawDocument]) -> Iterator[Read]:
        """As the function of that name."""
        try:
            for raw in raws:
                self._submit(raw)
                while len(self._pending) >= _UNDER_WAY or self._bytes > _BYTES_UNDER_WAY:
                    yield self._next()
            while self._pending:
                yield self._next()
        except BaseException:  # interrupted: nobody waits for what workers are at
            self._end_workers()
            raise
        finally:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _end_workers(self) -> None:
        """End the processes that read, whatever they are at; the pool is of no use afterwards."""
        for process in multiprocessing.active_children():
            if process not in self._others:
                process.kill()

    def _submit(self, raw: RawDocument) -> None:
        from .worker import read

        try:
            future = self._pool.submit(read, raw)
        except (BrokenProcessPool, ConnectionError, EOFError) as error:
            future = Future()
            future.set_exception(BrokenProcessPool(str(error)))
        self._pending.append((raw, future))
        self._bytes += raw.size

    def _next(self) -> Read:
        """The oldest document under way, when it is done."""
        raw, future = self._pending.popleft()
        self._bytes -= raw.size
        try:
            return raw, future.result(_patience(raw))
        except BrokenProcessPool:
            return raw, self._read_alone(raw)
        except TimeoutError:
            return raw, self._give_up(raw)

    def _read_alone(self, raw: RawDocument) -> Document | InputError:
        """After a death: the document that may have caused it, alone in a new pool; then what else was under way."""
        found: Document | InputError
        try:
            found = self._alone_in_new_pool(raw).result(_patience(raw))
        except BrokenProcessPool:
            found = InputError(f"{raw.path}: the process that read it died; it may need more memory than there is")
            self._pool = self._new_pool()
        except TimeoutError:
            return self._give_up(raw)
        self._read_waiting()
        return found

    def _alone_in_new_pool(self, raw: RawDocument) -> Future[Document | InputError]:
        """Hand a document to a new pool. What starts the workers may be dead, too, which shows only after a while.

        Raises WorkersError where it stays so.
        """
        from .worker import read

        for pause in _PAUSES:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = self._new_pool()
            try:
                return self._pool.submit(read, raw)
            except (ConnectionError, EOFError):
                time.sleep(pause)
        raise WorkersError(
            "the process that starts those that read was killed, again and again; what was stored is kept, "
            "the same command reads the rest"
        )

    def _give_up(self, raw: RawDocument) -> InputError:
        """A document over which a worker no longer looks at its clock: the workers end, the other documents go on."""
        self._end_workers()
        self._pool.shutdown(wait=True)
        self._pool = self._new_pool()
        self._read_waiting()
        return InputError(f"{raw.path}: given up, reading it takes too long; please report the text")

    def _read_waiting(self) -> None:
        """Hand what was under way in a pool that is gone to the new one."""
        waiting, self._pending, self._bytes = self._pending, deque(), 0
        for other, future in waiting:
            if future.done() and not future.cancelled() and future.exception() is None:
                self._pending.append((other, future))
                self._bytes += other.size
            else:
                self._submit(other)


def _patience(raw: RawDocument) -> float:
    """Seconds to wait for a document that is the next to be done: longer than its worker gives itself."""
    from . import worker

    return worker.limit(raw) * _BUSY + _START


_PAUSES = (0.05, 0.2, 1.0, 3.0)
"""Seconds between attempts to start a pool."""
_BUSY = 5
"""How much longer than on a machine of its own a worker may take."""
_START = 30.0
"""Seconds that a worker may take to start."""
