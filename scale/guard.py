"""A shard read by a child process that may die or never end over a record: that costs the record and nothing else.

No engine isolates such a record. Here the child says which record it takes up before it does; when it dies, or is
silent for too long, the record at hand is quarantined with the reason and a new child goes on behind it.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Literal, NamedTuple

from ..extractors.errors import InputError, StoreError
from .evidence import Row
from .manifest import Shard

_stopped = threading.Event()

STARTING = 120.0
"""Seconds that a child may take to start and to find the next record; then it is given up."""
_VAIN = 3  # children in a row that die before they take up a record


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds that a record may take, and how many of a shard may be quarantined before the run is called wrong."""

    record_seconds: float = 60.0
    quarantined: int | None = None


class TooManyError(StoreError):
    """More records were quarantined than the user allows."""


class Told(NamedTuple):
    """What a child says: it takes up record `number`, it has its row, it is done, or the shard cannot be read."""

    what: Literal["begins", "row", "done", "unreadable"]
    number: int
    row: Row


def rows(shard: Shard, limits: Limits) -> Iterator[Row]:
    """A row for each document of a shard, in their order.

    Raises InputError where the shard is not what was planned, TooManyError, and StoreError where children die at once.
    """
    first = quarantined = vain = 0
    while True:
        reader = _Reader(shard, first, limits)
        try:
            yield from reader.rows()
        finally:
            reader.stop()
        if reader.done:
            return
        if _stopped.is_set():
            raise StoreError(f"shard {shard.number}: stopped")
        if reader.at_hand is None:
            vain += 1
            if vain == _VAIN:
                raise StoreError(f"shard {shard.number}: its reader dies before it reads anything ({reader.fate})")
            first = reader.next
            continue
        vain, first = 0, reader.at_hand.number + 1
        quarantined += 1
        yield Row(reader.at_hand.row.path, failure="quarantined", reason=reader.fate)
        if limits.quarantined is not None and quarantined > limits.quarantined:
            raise TooManyError(f"shard {shard.number}: more than {limits.quarantined} records quarantined; stopped")


def stop_all() -> None:
    """End the readers of this process for good, whatever they are at: their shards are not written."""
    _stopped.set()
    for child in multiprocessing.active_children():
        child.kill()


class _Reader:
    """One child, from record `first` on, until it is done or lost."""

    def __init__(self, shard: Shard, first: int, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self._limits = limits
        self._pipe, there = context.Pipe(duplex=False)
        self._child: BaseProcess = context.Process(target=_read, args=(shard, first, there), daemon=True)
        self._child.start()
        there.close()
        self.at_hand: Told | None = None
        self.next = first
        self.done = False
        self.fate = ""

    def rows(self) -> Iterator[Row]:
        """The rows as they come."""
        while (told := self._told()) is not None:
            if told.what == "begins":
                self.at_hand = told
            elif told.what == "row":
                self.at_hand, self.next = None, told.number + 1
                yield told.row
            elif told.what == "unreadable":
                raise InputError(told.row.reason or "")
            else:
                self.done = True
                return

    def _told(self) -> Told | None:
        seconds = STARTING if self.at_hand is None else self._limits.record_seconds
        try:
            if self._pipe.poll(seconds):
                told: Told = self._pipe.recv()
                return told
        except (EOFError, OSError):
            self._child.join(5)
            self.fate = f"its reader died ({_fate(self._child.exitcode)})"
            return None
        self.fate = f"reading it took longer than {seconds:g} s"
        return None

    def stop(self) -> None:
        """Leave no process behind."""
        self._child.kill()
        self._child.join()
        self._pipe.close()


def _fate(exit_code: int | None) -> str:
    if exit_code is None or exit_code >= 0:
        return f"exit code {exit_code}"
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"signal {-exit_code}"


def _warm_up() -> None:
    """Load word lists and compile patterns, which happens when they are first used: no record is to pay for it."""
    from ..extractors.extract import read_text
    from ..extractors.view import ArticleText, Block

    text = "2024年,云杉市氢能产业集群产值12亿元,同比增长3%,甲乙科技有限公司等落户云杉工业区。"
    read_text(ArticleText(0, text, [Block("paragraph", 0, len(text))]))


def _read(shard: Shard, first: int, pipe: Connection) -> None:
    """What the child does."""
    from ..extractors.records import record_hash, to_json
    from ..extractors.worker import read
    from .reading import pieces

    nothing = Row("")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    _warm_up()
    try:
        for index, piece in enumerate(pieces(shard)):
            if index < first:
                continue
            if isinstance(piece, InputError):
                pipe.send(Told("row", index, Row(_path(piece), failure="unread", reason=str(piece))))
                continue
            pipe.send(Told("begins", index, Row(piece.path)))
            try:
                raw = piece.lay_out()
            except InputError as error:
                raw = error
            if isinstance(raw, InputError):
                row = Row(piece.path, failure="unread", reason=str(raw))
            elif isinstance(found := read(raw), InputError):
                row = Row(piece.path, raw.id, failure="quarantined", reason=str(found))
            else:
                row = Row(raw.path, raw.id, found.rules, record_hash(found), to_json(found))
            pipe.send(Told("row", index, row))
    except InputError as error:
        pipe.send(Told("unreadable", 0, nothing._replace(reason=str(error))))
        return
    pipe.send(Told("done", 0, nothing))


def _path(error: InputError) -> str:
    return str(error).partition(": ")[0]
