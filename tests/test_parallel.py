"""Worker processes change nothing but the time it takes."""

import multiprocessing
import os
import signal
from multiprocessing import forkserver

import pytest
from kbuild.extractors import parallel, worker
from kbuild.extractors.errors import InputError, WorkersError
from kbuild.extractors.parallel import read_all
from kbuild.extractors.reading.documents import RawDocument
from kbuild.extractors.view import ArticleText, Block


def raw(number):
    text = f"云杉区第{number}季度产值{number}亿元。"
    article = ArticleText(0, text, [Block("paragraph", 0, len(text))])
    return RawDocument(f"{number:064x}", f"{number}.txt", "text/plain", "utf-8", 100, [article])


def records(found):
    return [(one.path, record) for one, record in found]


def test_the_number_of_workers_does_not_matter():
    raws = [raw(number) for number in range(30)]
    assert records(read_all(raws, 2)) == records(read_all(raws, 1))


def test_a_worker_that_dies_costs_nothing_that_another_can_read():
    raws = [raw(number) for number in range(40)]
    found = []
    for one in read_all(raws, 2):
        found.append(one)
        if len(found) == 3:
            os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
    assert records(found) == records(read_all(raws, 1))


def server():
    """The process that starts workers."""
    return forkserver._forkserver._forkserver_pid


def test_a_server_of_workers_that_dies_costs_nothing():
    raws = [raw(number) for number in range(40)]
    found = []
    for one in read_all(raws, 2):
        found.append(one)
        if len(found) in (3, 20):
            os.kill(server(), signal.SIGKILL)
    assert records(found) == records(read_all(raws, 1))


@pytest.mark.parametrize("error", [ConnectionRefusedError(111, "Connection refused"), EOFError()])
def test_workers_that_cannot_be_started_are_said_so(monkeypatch, error):
    def start(*_):
        raise error

    monkeypatch.setattr(forkserver._forkserver, "connect_to_new_process", start)
    monkeypatch.setattr(forkserver, "connect_to_new_process", start)
    monkeypatch.setattr(parallel, "_PAUSES", (0.0, 0.0))
    with pytest.raises(WorkersError, match="was killed, again and again; what was stored is kept"):
        list(read_all([raw(number) for number in range(10)], 2))


def test_a_rule_that_fails_costs_one_document(monkeypatch):
    def fail(document):
        if document.path == "1.txt":
            raise IndexError("list index")
        return document

    monkeypatch.setattr(worker, "extract", fail)
    first, second, third = (record for _, record in read_all([raw(number) for number in range(3)], 1))
    assert (first.path, third.path) == ("0.txt", "2.txt")
    assert isinstance(second, InputError)
    assert str(second).startswith("1.txt: a rule failed over it (IndexError: list index, test_parallel.py line ")


def test_a_rule_that_takes_too_long_costs_one_document(monkeypatch):
    monkeypatch.setattr(worker, "SECONDS", 0.05)
    monkeypatch.setattr(worker, "extract", lambda document: [None for _ in iter(int, 1)])
    assert "takes too long" in str(worker.read(raw(1)))
